import { z } from "zod";

/**
 * How two versions get on, in the words of schema registries. BACKWARD: a receiver on the new version reads what senders on the old
 * one send. FORWARD: a receiver on the old version reads what senders on the new one send. FULL: both. NONE: neither.
 */
const COMPATIBILITIES = ["FULL", "BACKWARD", "FORWARD", "NONE"] as const;
export type Compatibility = (typeof COMPATIBILITIES)[number];

/** Which of the two directions a change breaks. */
const BREAKS = ["none", "backward", "forward", "both"] as const;
export type Breaks = (typeof BREAKS)[number];

/** Every rule by which a change between two versions is named, and what it says. The direction it breaks stands at each change. */
export const COMPATIBILITY_RULES = {
  SCHEMA_ADDED: "a schema of the payload where there was none",
  SCHEMA_REMOVED: "no schema of the payload where there was one",
  SCHEMA_CHANGED: "a difference in parts that cannot be compared keyword by keyword; counts as breaking both ways",
  FIELD_ADDED: "an optional field more",
  REQUIRED_FIELD_ADDED: "a field more that every sender must send",
  FIELD_REMOVED: "a field less",
  FIELD_BECAME_REQUIRED: "a known field that every sender must send from now on",
  FIELD_BECAME_OPTIONAL: "a field that senders may leave out from now on",
  FIELD_TYPE_NARROWED: "fewer types of value are taken",
  FIELD_TYPE_WIDENED: "more types of value are taken",
  FIELD_TYPE_CHANGED: "other types of value are taken",
  ENUM_VALUE_ADDED: "a value more is taken",
  ENUM_VALUE_REMOVED: "a value is taken no more",
  CONSTRAINT_TIGHTENED: "a limit on values that is new or stricter",
  CONSTRAINT_LOOSENED: "a limit on values that is gone or wider",
  CONSTRAINT_CHANGED: "a limit on values that is another one",
  ADDITIONAL_PROPERTIES_CLOSED: "fields that are not named are no longer taken",
  ADDITIONAL_PROPERTIES_OPENED: "fields that are not named are taken from now on",
  ALTERNATIVE_ADDED: "one more form in anyOf or oneOf",
  ALTERNATIVE_REMOVED: "one form less in anyOf or oneOf",
  ACCEPTS_NARROWED: "fewer versions are taken",
  ACCEPTS_WIDENED: "more versions are taken",
  ACCEPTS_CHANGED: "other versions are taken",
  VERSION_NOT_ACCEPTED: "receivers on the old version do not take the new one",
  REQUIRED_PART_ADDED: "intent, constraints or rationale must be carried from now on",
  REQUIRED_PART_REMOVED: "intent, constraints or rationale need not be carried any more",
  INVARIANT_ADDED: "one more rule across both sides",
  INVARIANT_REMOVED: "one rule across both sides less",
  INVARIANT_CHANGED: "a rule across both sides says something else",
  DEADLINE_SHORTENED: "a deadline that is new or shorter",
  DEADLINE_EXTENDED: "a deadline that is gone or longer",
  LATENCY_TIGHTENED: "a latency that is new or lower",
  LATENCY_LOOSENED: "a latency that is gone or higher",
  BUDGET_LOWERED: "a budget of tokens that is new or lower",
  BUDGET_RAISED: "a budget of tokens that is gone or higher",
  GATE_ADDED: "somebody must approve from now on",
  GATE_REMOVED: "nobody need approve any more",
  GATE_CHANGED: "another kind of gate",
  GATE_OVERDUE_SHORTENED: "a gate is overdue earlier",
  GATE_OVERDUE_EXTENDED: "a gate is overdue later or never",
  FAN_IN_TIGHTENED: "the receiver waits for more siblings",
  FAN_IN_LOOSENED: "the receiver waits for fewer siblings",
  CONFIDENCE_RAISED: "a threshold of confidence that is new or higher",
  CONFIDENCE_LOWERED: "a threshold of confidence that is gone or lower",
  CAPABILITY_ADDED: "the receiver must be able to do more",
  CAPABILITY_REMOVED: "the receiver must be able to do less",
  SENSITIVE_CHANGED: "other fields are sensitive",
  SEAM_CHANGED: "it governs another seam",
  OWNER_CHANGED: "another owner",
  FALLBACK_CHANGED: "another fallback",
  DEPRECATION_CHANGED: "other versions are deprecated, or until another day",
  STAKES_CHANGED: "other stakes",
  SLO_CHANGED: "another objective",
  RUNBOOK_CHANGED: "another runbook",
  MODE_CHANGED: "violations are observed, warned of or refused from now on",
} as const;
export type CompatibilityRule = keyof typeof COMPATIBILITY_RULES;

const RuleId = z.string().refine((id): id is CompatibilityRule => Object.hasOwn(COMPATIBILITY_RULES, id));

/** One change between two versions of a contract. */
export const ContractChange = z.object({
  rule: RuleId,
  pointer: z.string().describe("JSON pointer into the contract"),
  breaks: z.enum(BREAKS),
  before: z.string().describe("as JSON, shortened; empty when there was nothing"),
  after: z.string().describe("as JSON, shortened; empty when there is nothing"),
  sentence: z.string(),
});
export type ContractChange = z.infer<typeof ContractChange>;

export const BUMPS = ["none", "prerelease", "patch", "minor", "major"] as const;
export type Bump = (typeof BUMPS)[number];

/** What changed between two versions, whether old and new get on, and whether the version says so. */
export const ContractComparison = z.object({
  from: z.string().describe("the older version"),
  to: z.string(),
  compatibility: z.enum(COMPATIBILITIES),
  changes: z.array(ContractChange),
  bump: z.object({
    made: z.enum(BUMPS),
    needed: z.enum(BUMPS).describe("major: it breaks backward (minor while below 1.0.0); minor: it breaks forward; patch: anything else"),
    fits: z.boolean(),
  }),
});
export type ContractComparison = z.infer<typeof ContractComparison>;
