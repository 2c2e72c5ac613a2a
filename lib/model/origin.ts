import { z } from "zod";
import { FINDING_CLASSES } from "./vocabulary.ts";

const DEFECT_KINDS = ["value", "constraint", "intent", "payload", "other"] as const;
/** What went wrong: a value at a place of the payload, a constraint, the user's intent, the payload as a whole, or anything else. */
export type DefectKind = (typeof DEFECT_KINDS)[number];

/** The last leg that proves a payload was still there. */
export const ProofOfLife = z.object({ handoffId: z.string(), at: z.string().describe("RFC 3339"), agent: z.string(), leg: z.string() });
export type ProofOfLife = z.infer<typeof ProofOfLife>;

/** What ran on a defect after it came into the world. Times are milliseconds; tokens are those of the runs that told them. */
export const BlastRadius = z.object({
  handoffs: z.number().describe("handoffs after the origin that ran on it"),
  agents: z.array(z.string()).describe("agents that ran on it"),
  traces: z.number(),
  hops: z.number().describe("the longest chain of handoffs after the origin"),
  workMs: z.number().nullable().describe("time in which at least one agent worked on it; null when no run told"),
  tokens: z.number().nullable().describe("null when no run told any"),
  tokensToldBy: z.number().describe("runs that told their tokens"),
  runs: z.number().describe("runs that worked on it"),
  handoffIds: z.array(z.string()).describe("in order of the chain; at most 200"),
});
export type BlastRadius = z.infer<typeof BlastRadius>;

/** Where a failure of a workflow began, what it was there, and all that followed from it. */
export const Origin = z.object({
  id: z.string().describe("handoff and defect; stable as long as the evidence stands"),
  handoffId: z.string(),
  seamId: z.string(),
  source: z.string(),
  target: z.string(),
  contract: z.string(),
  defect: z.enum(DEFECT_KINDS),
  class: z.enum(FINDING_CLASSES).describe("of the finding that led here"),
  pointer: z.string().describe("JSON pointer of the value; empty for anything else"),
  what: z.string().describe("the constraint, the value's place or the class, in words"),
  place: z.enum(["transit", "agent"]).describe("between the two sides of the handoff, or inside its source before it was sent"),
  before: z.string().nullable().describe("the value where it last matched; null when nobody told"),
  after: z.string().nullable().describe("the value from here on; null when it was absent or nobody told"),
  certain: z.boolean().describe("false when handoffs on the way back did not tell their payload, so that it may have begun before"),
  unknown: z.array(z.string()).describe("what is not known, in words"),
  at: z.string().describe("the moment of it, RFC 3339"),
  detectedAt: z.string().describe("the first sign of it that anybody could see, RFC 3339"),
  detectedBy: z.string().describe("handoff that showed it first"),
  lagMs: z.number().describe("from the origin to the first sign"),
  lastProofOfLife: ProofOfLife.nullable().describe("for payloads that were lost"),
  inherited: z.array(z.object({ handoffId: z.string(), value: z.string().nullable() })).describe("later handoffs that show the same defect, in order of the chain"),
  blast: BlastRadius,
});
export type Origin = z.infer<typeof Origin>;

/** All origins of a workflow, the earliest first; `inAll` counts those that are left out, too. */
export const Origins = z.object({ list: z.array(Origin), inAll: z.number() });
export type Origins = z.infer<typeof Origins>;

/** What a handoff has to do with origins: those that lie in it, and those it inherited from or ran on. */
export const HandoffOrigin = z.object({
  workflow: z.string().describe("key of the workflow that was looked through"),
  traces: z.number().describe("traces of that workflow"),
  began: z.array(Origin).describe("failures that began here"),
  inherited: z.array(Origin).describe("failures that began earlier and show here"),
  ranOn: z.array(Origin).describe("failures that began earlier and upstream of here, and are not seen in what this handoff tells"),
});
export type HandoffOrigin = z.infer<typeof HandoffOrigin>;
