import { z } from "zod";

/** What a span is to a reader, told by a glyph and a word beside its name. */
export const SPAN_WHATS = ["agent", "model", "tool", "gate", "handoff", "retry", "remote", "message", "work"] as const;
export type SpanWhat = (typeof SPAN_WHATS)[number];

/** Rows that may be asked for at once. */
export const WINDOW_ROWS_MAX = 500;
/** Folded spans that one address may name; it may not grow longer than what servers and proxies take. */
export const FOLDS_MAX = 300;

/** What can be looked for from a span on, wherever it is in the trace. */
export const FINDS = ["failure-after", "failure-before", "outer"] as const;

/** Some rows of a trace's waterfall, by column; every array below `ids` has one item a row unless it says otherwise. */
export const SpanWindow = z.object({
  version: z.string().describe("changes whenever the trace does; rows of different versions do not fit together"),
  spans: z.number().describe("spans that have a place in the waterfall"),
  spansInAll: z.number().describe("spans stored; more than `spans` only beyond 300,000"),
  rows: z.number().describe("rows there are, folded and narrowed down as asked"),
  from: z.number().describe("place of the first row of this answer among them"),
  failures: z.number().describe("spans of the whole trace that have an error or are evidence of a failed handoff"),
  at: z.number().nullable().describe("row of the span that was asked or looked for; null when there is none"),
  found: z.string().nullable().describe("id of that span"),
  unfolded: z.array(z.string()).describe("spans around it that were to be folded and are not, or it could not be seen"),
  dropped: z.array(z.enum(["zoom", "only"])).describe("what the question was narrowed down by and would have hidden it, and was left out"),
  names: z.array(z.string()).describe("names that `name` counts in"),
  lanes: z.array(z.string()).describe("agents, or services, that `lane` counts in"),
  missing: z.array(z.object({ row: z.number(), parentSpanId: z.string(), spans: z.number() })).describe("rows whose parent never came, and how many spans name that same parent"),
  handoffs: z.array(z.object({ row: z.number(), ids: z.array(z.string()), failed: z.boolean() })).describe("rows that are evidence of handoffs"),
  ids: z.array(z.string()),
  name: z.array(z.number()),
  lane: z.array(z.number()),
  what: z.array(z.number()).describe("place in the list: agent, model, tool, gate, handoff, retry, remote, message, work"),
  startNs: z.array(z.number()).describe("nanoseconds from the start of the trace"),
  durationNs: z.array(z.number()),
  depth: z.array(z.number()),
  inner: z.array(z.number()).describe("spans below"),
  failuresInside: z.array(z.number()).describe("failures below"),
  failed: z.array(z.number()).describe("0: no; 1: evidence of a failed handoff; 2: error"),
  folded: z.array(z.number()).describe("1 when what is below is folded away"),
  place: z.array(z.number()).describe("place among its siblings, from 1"),
  siblings: z.array(z.number()).describe("siblings, itself included"),
});
export type SpanWindow = z.infer<typeof SpanWindow>;

/** A whole trace on a strip: a text a band of rows, a digit a stretch of time (0 nothing, 1 spans, 2 failures). */
export interface SpanMap {
  durationNs: number;
  bands: string[];
}
