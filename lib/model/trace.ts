import { z } from "zod";
import { SPAN_KINDS, STATUS_CODES } from "./span.ts";
import { HandoffSummary } from "./handoff.ts";

/** A trace as search results show it. */
export const TraceSummary = z.object({
  traceId: z.string(),
  name: z.string().describe("the root span's name, or the earliest span's when the root never came"),
  rootMissing: z.boolean(),
  startedAt: z.string(),
  durationMs: z.number(),
  spans: z.number().describe("events of handoffs that were logged without a span count as well"),
  errors: z.number().describe("spans with an error status, after framework control flow is set aside"),
  services: z.array(z.string()),
  agents: z.array(z.string()),
  handoffs: z.number(),
  failed: z.number(),
});
export type TraceSummary = z.infer<typeof TraceSummary>;

/** A span as the timeline and the waterfall draw it; times are nanoseconds from the trace's start, as numbers (exact below 104 days). */
export const TraceSpan = z.object({
  spanId: z.string(),
  parentSpanId: z.string(),
  name: z.string(),
  kind: z.enum(SPAN_KINDS),
  service: z.string(),
  lane: z.string().describe("the agent at work, or the service when no agent is known"),
  isAgent: z.boolean(),
  startNs: z.number(),
  durationNs: z.number(),
  status: z.enum(STATUS_CODES).describe("normalised: a control-flow exception is not an error"),
  depth: z.number(),
  handoffIds: z.array(z.string()).describe("handoffs this span is evidence of"),
});
export type TraceSpan = z.infer<typeof TraceSpan>;

/** How often the spans of a trace contradict each other; all of it is survived. */
export const TraceFlaws = z.object({
  ownParents: z.number().describe("spans that name themselves as their parent"),
  circles: z.number().describe("circles of parents; each was cut at its earliest span"),
  moreRoots: z.number().describe("spans without a parent, beyond the first"),
  otherCopies: z.number().describe("copies of a span under the same id with other content; the one that ended last counts"),
  clocks: z.number().describe("handoffs whose two sides have clocks that disagree"),
});
export type TraceFlaws = z.infer<typeof TraceFlaws>;

/** What stands on a trace's page. `spans` are in waterfall order: depth first, siblings by start. */
export const TraceDetail = TraceSummary.extend({
  startUnixNano: z.string(),
  flaws: TraceFlaws,
  lanes: z.array(z.string()),
  spanList: z.array(TraceSpan),
  spansShown: z.number(),
  handoffList: z.array(HandoffSummary),
  arrows: z.array(z.object({
    handoffId: z.string(),
    fromLane: z.string(),
    toLane: z.string(),
    fromNs: z.number(),
    toNs: z.number().nullable().describe("null when nothing was received in this trace"),
    failed: z.boolean(),
  })),
});
export type TraceDetail = z.infer<typeof TraceDetail>;

/** Everything a span came with, for its detail panel. */
export const SpanDetail = z.object({
  traceId: z.string(),
  spanId: z.string(),
  parentSpanId: z.string(),
  name: z.string(),
  kind: z.enum(SPAN_KINDS),
  service: z.string(),
  scope: z.string(),
  startedAt: z.string(),
  durationMs: z.number(),
  statusCode: z.enum(STATUS_CODES),
  statusMessage: z.string(),
  attributes: z.record(z.string(), z.string()),
  resource: z.record(z.string(), z.string()),
  events: z.array(z.object({ name: z.string(), at: z.string(), attributes: z.record(z.string(), z.string()) })),
  links: z.array(z.object({ traceId: z.string(), spanId: z.string(), attributes: z.record(z.string(), z.string()) })),
  linkedFrom: z.array(z.object({ traceId: z.string(), spanId: z.string(), name: z.string() })).describe("spans that link to this one"),
  handoffIds: z.array(z.string()).describe("handoffs this span is evidence of"),
  alike: z
    .object({ spans: z.number(), p50Ms: z.number(), p95Ms: z.number(), quicker: z.number().describe("how many of them took less time than this one") })
    .nullable()
    .describe("the spans of the same name in the same trace; null when it is the only one"),
});
export type SpanDetail = z.infer<typeof SpanDetail>;
