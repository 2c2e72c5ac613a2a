import { z } from "zod";
import { AGENT_TYPES, CONTRACT_MODES, FINDING_CLASSES, LEG_KINDS, RULES, SEVERITIES, SIDES, VERDICTS } from "./vocabulary.ts";

/** Either end of a handoff. `version` and `service` are "" where the telemetry does not say. */
export const AgentRef = z.object({
  name: z.string(),
  version: z.string(),
  type: z.enum(AGENT_TYPES),
  service: z.string(),
});
export type AgentRef = z.infer<typeof AgentRef>;

/** One piece of evidence about a handoff. `at` is unix nanoseconds as digits; `side` is who reported it. */
export const Leg = z.object({
  kind: z.enum(LEG_KINDS),
  at: z.string(),
  side: z.enum(["source", "target", "gate", "seam"]),
  agent: z.string(),
  claim: z.string().describe("what that side said of it, in one sentence"),
  traceId: z.string(),
  spanId: z.string(),
});
export type Leg = z.infer<typeof Leg>;

/** What left the source or reached the target, as text; `hash` is sha256 over RFC 8785 canonical JSON, or over the text if it is not JSON. */
export const Payload = z.object({
  body: z.string(),
  mediaType: z.enum(["application/json", "text/plain"]),
  hash: z.string(),
  sizeBytes: z.number().nullable().describe("bytes of the whole payload, also when body is absent or shortened; null when nobody knows"),
  tokens: z.number().nullable(),
  from: z.string().describe("the attribute it was read from"),
});
export type Payload = z.infer<typeof Payload>;

export const Versions = z.object({
  source: z.string(),
  target: z.string(),
  contract: z.string().describe("the contract version the source claims"),
  accepted: z.array(z.string()).describe("versions or semver ranges the target accepts"),
});
export type Versions = z.infer<typeof Versions>;

/** How the time of a handoff splits, in milliseconds; null where the evidence for a part is missing. */
export const Latency = z.object({
  totalMs: z.number().nullable().describe("sent until received"),
  transitMs: z.number().nullable().describe("end of the sending span until the start of the receiving one"),
  gateMs: z.number().nullable().describe("waiting at a human or policy gate"),
  queueMs: z.number().nullable().describe("received until the target began to work on it"),
  workMs: z.number().nullable().describe("the target at work"),
});
export type Latency = z.infer<typeof Latency>;

export const Finding = z.object({
  class: z.enum(FINDING_CLASSES),
  severity: z.enum(SEVERITIES),
  side: z.enum(SIDES).describe("at fault: producer, consumer, or the seam itself"),
  pointer: z.string().describe("JSON pointer (RFC 6901) into the payload; empty for the whole of it"),
  message: z.string(),
  reason: z.string().describe("what alike failures have in common; findings are grouped by it"),
  evidence: z.record(z.string(), z.string()),
});
export type Finding = z.infer<typeof Finding>;

/** A handoff as lists show it. */
export const HandoffSummary = z.object({
  id: z.string(),
  seamId: z.string(),
  source: AgentRef,
  target: AgentRef,
  contract: z.string(),
  direction: z.enum(["forward", "return"]),
  mode: z.enum(["pass_control", "return_to_caller", "unknown"]),
  candidate: z.boolean(),
  verdict: z.enum(VERDICTS),
  silent: z.boolean().describe("it failed and nothing stopped it: the target ran on regardless, or nobody noticed"),
  failed: z.boolean().describe("it has at least one finding of severity error"),
  rule: z.enum(RULES),
  confidence: z.number(),
  versions: Versions,
  latency: Latency,
  startedAt: z.string().describe("RFC 3339 with nanoseconds"),
  endedAt: z.string(),
  deadlineAt: z.string().describe("RFC 3339: when it is lost, or its gate is overdue; empty when none applies"),
  correlationId: z.string(),
  findings: z.array(Finding),
  traceIds: z.array(z.string()),
});
export type HandoffSummary = z.infer<typeof HandoffSummary>;

/** What each side says of the intent (its text, else its hash) and of the constraints; null where a side says nothing. */
export const Carried = z.object({
  intent: z.object({ sent: z.string().nullable(), received: z.string().nullable() }),
  constraints: z.object({ sent: z.array(z.string()).nullable(), received: z.array(z.string()).nullable() }),
});
export type Carried = z.infer<typeof Carried>;

/** A contract version that governs a handoff, and what its findings count for. */
export const GovernedBy = z.object({ name: z.string(), version: z.string(), mode: z.enum(CONTRACT_MODES) });
export type GovernedBy = z.infer<typeof GovernedBy>;

/** What two sides have in common by which they were found to be one handoff: the attribute, and its value on both. */
export const JoinedBy = z.object({ key: z.string(), value: z.string() });
export type JoinedBy = z.infer<typeof JoinedBy>;

/** A handoff with all its evidence. */
export const Handoff = HandoffSummary.extend({
  corroboration: z.array(z.enum(RULES)).describe("other rules that found the same handoff"),
  joinedBy: JoinedBy.nullable().describe("the key by which evidence of several traces, or a span link, was joined; null when the trace itself shows it"),
  reason: z.string().describe("why the source handed over, in its own words"),
  claimedConfidence: z.number().nullable().describe("how sure the source said it was of what it handed over, 0 to 1; null when it did not say"),
  warnings: z.array(z.string()).describe("what either side warned of, e.g. that an output was cut"),
  legs: z.array(Leg),
  sent: Payload.nullable(),
  received: Payload.nullable(),
  returned: Payload.nullable(),
  workTokens: z.number().nullable().describe("tokens that the models of the target's run used; null when no span tells"),
  parentId: z.string().describe("the handoff before it in its chain, as handoff.parent_id tells; empty when nobody does"),
  carried: Carried,
  governedBy: GovernedBy.nullable().describe("the contract version it was held against; null when none was in force"),
  schema: z
    .object({ origin: z.enum(["declared", "tool_schema", "contract"]), hash: z.string(), json: z.string() })
    .nullable()
    .describe("the JSON Schema the payload was held against"),
  incomplete: z.array(z.string()).describe("evidence that is missing, e.g. received.payload"),
});
export type Handoff = z.infer<typeof Handoff>;

const { shape } = Handoff;
const NOTHING_CARRIED: Carried = { intent: { sent: null, received: null }, constraints: { sent: null, received: null } };

/** A handoff as the database may hold it: what was not known yet when it was written stands as unknown until it is analysed again. */
export const StoredHandoff = Handoff.extend({
  joinedBy: shape.joinedBy.default(null),
  claimedConfidence: shape.claimedConfidence.default(null),
  warnings: shape.warnings.default([]),
  workTokens: shape.workTokens.default(null),
  parentId: shape.parentId.default(""),
  carried: shape.carried.default(NOTHING_CARRIED),
  governedBy: shape.governedBy.default(null),
});
