import { z } from "zod";

/** What a fact about a handoff is about. */
export const FACT_KINDS = ["version", "payload_field", "payload_value", "payload_length", "payload", "attribute", "resource", "trace", "time", "handoff"] as const;
export type FactKind = (typeof FACT_KINDS)[number];

/** Something that is so of a handoff. `value` is "" where the thing is not there, and begins with "≥ " or "< " where it is a bound. */
export const Fact = z.object({
  kind: z.enum(FACT_KINDS),
  side: z.enum(["source", "target", ""]).describe("whose span or payload: what was sent, or what was received; empty where neither"),
  key: z.string().describe("attribute, JSON pointer (list positions as *), or the name of the property"),
  value: z.string(),
});
export type Fact = z.infer<typeof Fact>;

/** A fact that is more frequent among the handoffs asked about than among the others. */
export const ExplanationRow = Fact.extend({
  subjects: z.number().describe("how many of the sampled handoffs asked about it is so of"),
  others: z.number().describe("how many of the sampled others it is so of"),
  atLeast: z.number().describe("by how much it is more frequent at the least, 0 to 1: lower end of the 99 % interval of the difference (Newcombe 1998, method 10)"),
  symptom: z.boolean().describe("it tells how the failure shows rather than what came before it"),
  alike: z.array(Fact).describe("facts that are so of the very same handoffs"),
  examples: z.array(z.string()).describe("ids of handoffs asked about that it is so of"),
});
export type ExplanationRow = z.infer<typeof ExplanationRow>;

const Sampled = z.object({
  sampled: z.number().describe("how many were compared"),
  of: z.number().describe("the newest ones from which they were drawn by a hash of their id"),
  isAll: z.boolean().describe("the window has no more of them"),
});

/** What sets some handoffs of a seam apart from its others, the most telling first. */
export const Explanation = z.object({
  about: z.enum(["failing", "box"]).describe("failed handoffs against the rest, or those in a box of time and latency against all outside"),
  subjects: Sampled,
  others: Sampled,
  rows: z.array(ExplanationRow),
  left: z.object({ ids: z.number(), many: z.number() }).describe("properties that were left out: ids, and those with too many values to compare"),
});
export type Explanation = z.infer<typeof Explanation>;
