// The words of the product as lists, each with its type. No imports: the browser uses them too.

/** How a handoff was found, strongest first (the ranking that decides which rule names a handoff found by several). */
export const RULES = ["E", "C", "L", "T", "D", "R", "X", "G", "N", "M", "S"] as const;
export type Rule = (typeof RULES)[number];

export const RULE_NAMES: Record<Rule, string> = {
  E: "explicit attributes",
  C: "routing command",
  L: "span link",
  T: "transfer tool",
  D: "agent as a tool",
  R: "across a service boundary",
  X: "key shared by traces",
  G: "graph parent",
  N: "nested agent",
  M: "message that names its target",
  S: "sequence with data flow",
};

/** A handoff below this confidence is a candidate: hidden unless asked for, never counted, never alerted on. */
export const CANDIDATE_BELOW = 0.5;

/** What an end of a handoff is called when nobody names it. */
export const UNKNOWN_AGENT = "(unknown)";

export const AGENT_TYPES = ["agent", "workflow", "human", "service"] as const;
export type AgentType = (typeof AGENT_TYPES)[number];

export const LEG_KINDS = [
  "sent", "gate_requested", "gate_decided", "received", "validated", "accepted", "rejected",
  "retried", "fell_back", "dead_lettered", "completed",
] as const;
export type LegKind = (typeof LEG_KINDS)[number];

export const VERDICTS = ["delivered", "pending", "held", "rejected", "lost", "orphan", "recovered", "dead_lettered"] as const;
/** What the legs of both sides add up to; computed from evidence, never copied from an agent's own status. */
export type Verdict = (typeof VERDICTS)[number];

export const FINDING_CLASSES = [
  "lost",
  "orphan",
  "payload_missing",
  "unapproved",
  "gate_overdue",
  "late",
  "duplicate",
  "duplicate_effect",
  "dead_lettered",
  "retry_exhausted",
  "retry_storm",
  "fallback_failed",
  "format_violation",
  "schema_violation",
  "undeclared_field",
  "version_mismatch",
  "deprecated_version",
  "invariant_violation",
  "capability_mismatch",
  "context_loss",
  "truncated",
  "value_drift",
  "over_budget",
  "intent_drift",
  "constraint_dropped",
  "rationale_missing",
  "fan_in_race",
  "empty_fan_out",
  "dropped_result",
  "ping_pong",
  "swallowed_failure",
  "low_confidence",
  "accepted_invalid",
  "unreconciled",
  "shape_drift",
  "unowned",
  "no_fallback",
  "no_contract",
  "ungated_irreversible",
  "rubber_stamp",
] as const;
/** Classes that are found on a seam or on the product itself, never on a single handoff. */
export const STANDING_CLASSES: readonly FindingClass[] = ["unreconciled", "shape_drift", "unowned", "no_fallback", "no_contract", "ungated_irreversible", "rubber_stamp"];
/** Stable ids; each is one file of the same name (kebab-case) under `lib/seams/checks/`, or `lib/seams/governance/` where it is the seam's. */
export type FindingClass = (typeof FINDING_CLASSES)[number];

export const SEVERITIES = ["error", "warning", "info"] as const;
export type Severity = (typeof SEVERITIES)[number];

export const SIDES = ["producer", "consumer", "seam"] as const;
export type Side = (typeof SIDES)[number];

/** What the findings of a contract count for, mildest first: noted, warned of, failed. */
export const CONTRACT_MODES = ["observe", "warn", "enforce"] as const;
export type ContractMode = (typeof CONTRACT_MODES)[number];
