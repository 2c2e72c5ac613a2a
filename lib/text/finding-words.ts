import type { FindingClass, Severity, Side } from "@/lib/model/vocabulary.ts";

/** How a finding class is said in a label, and as the end of "the target received it …". */
export interface FindingWords {
  label: string;
  meaning: string;
  clause: string;
}

/** The words for each finding class; the full explanation stands on its docs page. */
export const FINDING_WORDS: Record<FindingClass, FindingWords> = {
  lost: {
    label: "Lost",
    meaning: "Sent, and no receive was reported by the deadline.",
    clause: "but never confirmed it",
  },
  orphan: {
    label: "Orphan",
    meaning: "Received or executed, and no matching send was reported.",
    clause: "although nobody reported sending it",
  },
  payload_missing: {
    label: "Payload missing",
    meaning: "Approved or accepted, but the payload is absent or empty.",
    clause: "without its payload",
  },
  unapproved: {
    label: "Unapproved",
    meaning: "An approval was required, and it was received without one.",
    clause: "without the approval it needs",
  },
  gate_overdue: {
    label: "Gate overdue",
    meaning: "Somebody was asked to decide, and has not decided in time.",
    clause: "while its gate was overdue",
  },
  late: {
    label: "Late",
    meaning: "Took longer than the limit of its seam.",
    clause: "too late",
  },
  duplicate: {
    label: "Duplicate",
    meaning: "The same handoff was received more than once.",
    clause: "more than once",
  },
  duplicate_effect: {
    label: "Duplicate effect",
    meaning: "The receiver acted twice on one and the same order.",
    clause: "and acted on it twice",
  },
  dead_lettered: {
    label: "Dead-lettered",
    meaning: "Given up, and put into a dead letter queue.",
    clause: "and gave it up",
  },
  retry_exhausted: {
    label: "Retries exhausted",
    meaning: "The last attempt failed as well, and nobody will try again.",
    clause: "and failed at the last attempt",
  },
  retry_storm: {
    label: "Retry storm",
    meaning: "The same payload was sent again and again, with nothing changed.",
    clause: "again and again",
  },
  fallback_failed: {
    label: "Fallback failed",
    meaning: "It fell back, and the fallback failed as well.",
    clause: "and failed, as did its fallback",
  },
  format_violation: {
    label: "Format violation",
    meaning: "Structured data was expected, and prose or unparsable text came.",
    clause: "in a format it cannot read",
  },
  schema_violation: {
    label: "Schema violation",
    meaning: "The payload does not fit the JSON Schema it was held against.",
    clause: "with a payload that does not fit its schema",
  },
  undeclared_field: {
    label: "Undeclared field",
    meaning: "The payload carries a field that the contract does not name.",
    clause: "with fields that its contract does not name",
  },
  version_mismatch: {
    label: "Version mismatch",
    meaning: "The contract version sent is not one the receiver accepts.",
    clause: "in a contract version it does not accept",
  },
  deprecated_version: {
    label: "Deprecated version",
    meaning: "The contract version sent is one whose end has been announced.",
    clause: "in a contract version that is on its way out",
  },
  invariant_violation: {
    label: "Invariant violation",
    meaning: "A rule that the contract states across both sides is false.",
    clause: "and a rule across both sides does not hold",
  },
  capability_mismatch: {
    label: "Capability mismatch",
    meaning: "It needs a capability that the receiver does not declare.",
    clause: "without the capability it needs",
  },
  context_loss: {
    label: "Context loss",
    meaning: "A field or value that was sent did not arrive.",
    clause: "with part of what was sent missing",
  },
  truncated: {
    label: "Truncated",
    meaning: "What arrived is the beginning of what was sent.",
    clause: "cut short",
  },
  value_drift: {
    label: "Value drift",
    meaning: "A value that arrived is not the one that was sent.",
    clause: "with values that are not those that were sent",
  },
  over_budget: {
    label: "Over budget",
    meaning: "More tokens were sent than the receiver has room for.",
    clause: "with more tokens than it has room for",
  },
  intent_drift: {
    label: "Intent drift",
    meaning: "The user's request did not arrive in its own words.",
    clause: "without the user's request in its own words",
  },
  constraint_dropped: {
    label: "Constraint dropped",
    meaning: "A constraint that held at the source is unknown to the target.",
    clause: "without a constraint that holds",
  },
  rationale_missing: {
    label: "Rationale missing",
    meaning: "The conclusion arrived without the reasoning that is required.",
    clause: "without the reasoning behind it",
  },
  fan_in_race: {
    label: "Fan-in race",
    meaning: "Whoever joined the results began before all of them were there.",
    clause: "before the other results were there",
  },
  empty_fan_out: {
    label: "Empty fan-out",
    meaning: "The plan held no work, and the run went on all the same.",
    clause: "and went on with a plan that holds no work",
  },
  dropped_result: {
    label: "Dropped result",
    meaning: "Results that had been sent in time were left out.",
    clause: "and left out results of others",
  },
  ping_pong: {
    label: "Ping-pong",
    meaning: "Two agents hand the same work back and forth.",
    clause: "and handed the same work back",
  },
  swallowed_failure: {
    label: "Swallowed failure",
    meaning: "It failed, and whoever answers for it reported success.",
    clause: "and failed, which nobody was told",
  },
  low_confidence: {
    label: "Low confidence",
    meaning: "The source was less sure than was agreed to be enough.",
    clause: "with less confidence than is required",
  },
  accepted_invalid: {
    label: "Accepted invalid",
    meaning: "The receiver ran on a payload that had failed validation.",
    clause: "and ran on it although it had failed validation",
  },
  unreconciled: {
    label: "Unreconciled",
    meaning: "Deadlines and overdue gates are not being looked after.",
    clause: "and nobody has looked at its deadline",
  },
  shape_drift: {
    label: "Shape drift",
    meaning: "What is sent changed its shape, and its version did not.",
    clause: "in a shape that its version did not have before",
  },
  unowned: {
    label: "Unowned",
    meaning: "The seam's contract names nobody who owns it.",
    clause: "on a seam that nobody owns",
  },
  no_fallback: {
    label: "No fallback",
    meaning: "Nobody takes over when the target cannot.",
    clause: "on a seam with nothing to fall back on",
  },
  no_contract: {
    label: "No contract",
    meaning: "Nothing says what the receiver needs.",
    clause: "on a seam without a contract",
  },
  ungated_irreversible: {
    label: "Irreversible, no gate",
    meaning: "What follows cannot be taken back, and nobody is asked before.",
    clause: "on an irreversible seam without a gate",
  },
  rubber_stamp: {
    label: "Rubber stamp",
    meaning: "Nearly everything is approved, faster than it can be read.",
    clause: "through a gate that approves everything",
  },
};

/** Who has to act, as a label. */
export const SIDE_WORDS: Record<Side, string> = { producer: "Producer", consumer: "Consumer", seam: "Seam" };

/** How grave a finding is, as a label. */
export const SEVERITY_WORDS: Record<Severity, string> = { error: "Error", warning: "Warning", info: "Info" };
