import { z } from "zod";
import { AgentRef, Finding, GovernedBy, JoinedBy, Latency, Leg, Payload, Versions } from "./handoff.ts";
import { RULES, VERDICTS } from "./vocabulary.ts";
import { AmbiguousJoin, WorkflowJoin } from "./workflow.ts";

/** Names the layout of a record; another layout gets another name. */
export const RECORD_FORMAT = "seamscope.compliance-record/1";

/** What is kept of a payload: enough to prove that a copy is the same, not enough to read it. */
export const PayloadDigest = Payload.omit({ body: true }).extend({
  present: z.boolean().describe("its content was reported and is stored"),
  redactions: z.array(z.object({ rule: z.string().describe("empty where the rule is not named"), count: z.number() })).describe("places that were masked before anything was stored"),
});
export type PayloadDigest = z.infer<typeof PayloadDigest>;

/** One question at a gate and its answer. Times are RFC 3339; empty where nobody told. */
export const RecordedGate = z.object({
  askedAt: z.string(),
  askedBy: z.string(),
  question: z.string().describe("as the side that asked put it"),
  decidedAt: z.string().describe("empty while nobody has decided"),
  decidedBy: z.string(),
  decision: z.string(),
  waitedMs: z.number().nullable(),
});
export type RecordedGate = z.infer<typeof RecordedGate>;

/** How far a contract was kept, mildest first; `none` where none was in force. */
const CONTRACT_RESULTS = ["none", "kept", "noted", "warned", "broken"] as const;
export type ContractResult = (typeof CONTRACT_RESULTS)[number];

/** One handoff as a record has it. */
export const RecordedHandoff = z.object({
  position: z.number().describe("from 1, in order of start"),
  id: z.string(),
  seamId: z.string(),
  source: AgentRef,
  target: AgentRef,
  direction: z.enum(["forward", "return"]),
  startedAt: z.string(),
  endedAt: z.string(),
  deadlineAt: z.string(),
  verdict: z.enum(VERDICTS),
  failed: z.boolean(),
  silent: z.boolean(),
  rule: z.enum(RULES).describe("how it was found; E: declared by the agents, others: inferred"),
  confidence: z.number(),
  versions: Versions,
  contract: z.object({ named: z.string(), governedBy: GovernedBy.nullable(), result: z.enum(CONTRACT_RESULTS), schema: z.object({ origin: z.string(), hash: z.string() }).nullable() }),
  latency: Latency,
  gates: z.array(RecordedGate),
  legs: z.array(Leg.extend({ at: z.string().describe("RFC 3339") })),
  findings: z.array(Finding.omit({ evidence: true, reason: true })),
  payloads: z.object({ sent: PayloadDigest.nullable(), received: PayloadDigest.nullable(), returned: PayloadDigest.nullable() }),
  intent: z.object({ sent: z.string().nullable(), received: z.string().nullable(), kept: z.boolean().nullable() }).describe("sha256 of what each side says the user wants; null where it says nothing"),
  constraints: z.object({ sent: z.array(z.string()).nullable(), received: z.array(z.string()).nullable(), dropped: z.array(z.string()) }),
  joinedBy: JoinedBy.nullable(),
  warnings: z.array(z.string()),
  missing: z.array(z.string()).describe("evidence that neither side gave"),
});
export type RecordedHandoff = z.infer<typeof RecordedHandoff>;

/** Everything that is known of how one workflow was handed on, for whoever has to show it later. */
export const ComplianceRecord = z.object({
  format: z.literal(RECORD_FORMAT),
  workflow: z.object({ key: z.string(), kind: z.string(), tasks: z.array(z.string()), startedAt: z.string(), endedAt: z.string(), agents: z.array(z.string()), services: z.array(z.string()) }),
  complete: z.boolean().describe("false: there are handoffs or traces that this record does not hold; `missing` says how many"),
  counts: z.object({ handoffs: z.number(), failed: z.number(), byVerdict: z.record(z.string(), z.number()) }).describe("of all handoffs of the workflow"),
  contracts: z.array(z.object({ name: z.string(), version: z.string(), mode: z.string(), hash: z.string().describe("sha256 over its canonical JSON; empty when it is no longer stored"), team: z.string(), pushedAt: z.string() })),
  handoffs: z.array(RecordedHandoff),
  traces: z.array(z.object({ traceId: z.string(), startedAt: z.string(), shared: z.boolean() })),
  joins: z.array(WorkflowJoin),
  notJoined: z.array(AmbiguousJoin).describe("what might belong together and was not joined, and why"),
  missing: z.array(z.string()).describe("what is known to be missing, in sentences"),
  digest: z.object({ algorithm: z.literal("sha256 over RFC 8785 canonical JSON of this record without `digest`"), value: z.string() }),
});
export type ComplianceRecord = z.infer<typeof ComplianceRecord>;
