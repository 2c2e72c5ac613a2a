import { z } from "zod";
import { VERDICTS } from "./vocabulary.ts";

/** One try at handing over, as far as its spans and legs tell. */
export const AttemptMade = z.object({
  number: z.number().describe("from 1"),
  at: z.string().describe("RFC 3339"),
  gapMs: z.number().nullable().describe("since the attempt before; null of the first one"),
  outcome: z.enum(["failed", "received", "unknown"]).describe("unknown: nobody told what became of it"),
  words: z.string().describe("what its last leg says, or its error"),
  traceId: z.string(),
  spanId: z.string(),
});
export type AttemptMade = z.infer<typeof AttemptMade>;

/** One stop at a gate. Texts are empty, and numbers null, where nobody told; `missing` names the attributes that would tell. */
export const GateStop = z.object({
  type: z.string().describe("approval, input, auth or policy"),
  askedBy: z.string(),
  askedAt: z.string().describe("RFC 3339"),
  decidedBy: z.string(),
  decidedAt: z.string().describe("RFC 3339; empty while it is open"),
  decision: z.string().describe("in one sentence; empty while it is open"),
  waitedMs: z.number().describe("until the decision, or until now"),
  dueAt: z.string().describe("RFC 3339; empty when nobody set a limit"),
  isOverdue: z.boolean().describe("open beyond its limit, or decided after it"),
  summary: z.string(),
  proposedAction: z.string(),
  question: z.string().describe("the decision that was asked for"),
  options: z.array(z.object({ words: z.string(), isChosen: z.boolean() })),
  reason: z.string().describe("why it was decided so"),
  reviewedBytes: z.number().nullable().describe("how large the thing to be reviewed was"),
  missing: z.array(z.string()),
  traceId: z.string(),
  spanId: z.string(),
});
export type GateStop = z.infer<typeof GateStop>;

/** A handoff beside this one in its chain. */
export const ChainedHandoff = z.object({
  id: z.string(),
  source: z.string(),
  target: z.string(),
  contract: z.string(),
  verdict: z.enum(VERDICTS),
  failed: z.boolean(),
  startedAt: z.string(),
  via: z.enum(["received", "returned"]).describe("by what its target received, or by what came back to its source"),
});
export type ChainedHandoff = z.infer<typeof ChainedHandoff>;

/** Where a handoff stands in its workflow: what led to it, and everything that came of it. */
export const HandoffChain = z.object({
  workflow: z.string(),
  place: z.number().describe("in order of the chain, from 1; 0 when it stands in none"),
  inAll: z.number(),
  previous: z.array(ChainedHandoff).describe("the latest first"),
  next: z.array(ChainedHandoff).describe("the earliest first"),
  downstream: z.object({
    handoffs: z.number(),
    failed: z.number(),
    agents: z.array(z.string()),
    traces: z.number(),
    list: z.array(ChainedHandoff).describe("in order of the chain, at most 50"),
  }),
});
export type HandoffChain = z.infer<typeof HandoffChain>;

/** How a handoff went: its attempts, its gates, and its place in the chain. */
export const HandoffCourse = z.object({
  attempts: z.array(AttemptMade),
  attemptsMax: z.number().nullable().describe("how many there may be; null when nobody says"),
  gates: z.array(GateStop),
  chain: HandoffChain,
});
export type HandoffCourse = z.infer<typeof HandoffCourse>;
