import { z } from "zod";
import { VERDICTS } from "./vocabulary.ts";

/** A piece of what was said: text, or something that is no text and is only described. */
export const ReadingPart = z.object({
  kind: z.enum(["text", "blob"]),
  text: z.string().describe("the text, at most 20,000 characters of it; for a blob its media type or what it is called"),
  length: z.number().describe("characters of the whole text, or bytes of the blob; 0 when a blob's size is not told"),
});
export type ReadingPart = z.infer<typeof ReadingPart>;

/** What an agent was told, said, called, or got back. */
const READING_KINDS = ["instructions", "given", "said", "called", "returned"] as const;
export type ReadingKind = (typeof READING_KINDS)[number];

/** One thing that an agent was told, said, called or got back, in order of time. */
export const ReadingEntry = z.object({
  kind: z.enum(READING_KINDS),
  at: z.string().describe("unix nanoseconds"),
  who: z.string().describe("the message's role, or the tool's name"),
  spanId: z.string(),
  from: z.string().describe("the attribute it was read from"),
  parts: z.array(ReadingPart),
});
export type ReadingEntry = z.infer<typeof ReadingEntry>;

/** A run of an agent with a stretch of its entries, or a handoff between runs. */
export const ReadingBlock = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("run"),
    agent: z.string(),
    spanId: z.string(),
    startedAt: z.string().describe("unix nanoseconds"),
    durationMs: z.number(),
    failed: z.boolean(),
    continued: z.boolean().describe("its first entries stand on the page before"),
    entries: z.array(ReadingEntry),
    entriesInAll: z.number(),
  }),
  z.object({
    kind: z.literal("handoff"),
    handoffId: z.string(),
    source: z.string(),
    target: z.string(),
    startedAt: z.string().describe("unix nanoseconds"),
    verdict: z.enum(VERDICTS),
    failed: z.boolean(),
    sent: z.array(ReadingPart).describe("what was handed over; what was received where nobody tells what was sent"),
  }),
]);
export type ReadingBlock = z.infer<typeof ReadingBlock>;

/** A page of what the agents of a trace were given, said and called. */
export const Reading = z.object({
  traceId: z.string(),
  name: z.string(),
  agents: z.array(z.object({ name: z.string(), runs: z.number(), entries: z.number() })).describe("in order of appearance, of the whole trace"),
  blocks: z.array(ReadingBlock),
  from: z.number().describe("how many entries and handoffs stand before this page"),
  next: z.number().nullable().describe("`from` of the next page; null on the last one"),
  inAll: z.number().describe("entries and handoffs in all"),
  spansLeftOut: z.number().describe("spans that were too many to read"),
});
export type Reading = z.infer<typeof Reading>;
