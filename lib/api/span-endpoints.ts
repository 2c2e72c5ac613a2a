import { z } from "zod";
import { FINDS, FOLDS_MAX, SpanWindow, WINDOW_ROWS_MAX } from "@/lib/model/span-window.ts";
import { SpanDetail } from "@/lib/model/trace.ts";
import { TraceFacets, TrafficBucket } from "@/lib/model/trace-facets.ts";
import { endpoint, NO_PARAMS, NotBackwards, Period } from "./endpoint.ts";
import { TextParameter, TraceIdParameter } from "./parameters.ts";

const SPAN_ID = /^[0-9a-fA-F]{16}$/;
const SpanIdParameter = z.string().regex(SPAN_ID, "expected 16 hexadecimal digits").transform((id) => id.toLowerCase());
const SpanIds = z
  .string()
  .transform((text) => text.split(",").filter((id) => id !== ""))
  .pipe(z.array(SpanIdParameter).max(FOLDS_MAX, `expected at most ${FOLDS_MAX} span ids`));
const Collapsed = z.string().transform((text, context): "all" | string[] => {
  const ids = text === "all" ? undefined : SpanIds.safeParse(text);
  if (ids === undefined) return "all";
  if (ids.success) return ids.data;
  context.addIssue({ code: "custom", message: `${ids.error.issues[0]?.message ?? "expected span ids"}, or \`all\`` });
  return z.NEVER;
});
const Zoom = z
  .string()
  .regex(/^\d{1,18}-\d{1,18}$/, "expected two times in nanoseconds from the start of the trace, the earlier first, e.g. 0-5000000")
  .transform((text): [number, number] => {
    const [from, to] = text.split("-").map(Number);
    return [from ?? 0, to ?? 0];
  })
  .refine(([from, to]) => from <= to, "expected the earlier time first");

/** What the traces of a window are like, before any is looked at. */
export const TraceOverview = z.object({ facets: TraceFacets, traffic: z.array(TrafficBucket) });

/** Traces as a whole, and the spans of one, in the API. */
export const SPAN_ENDPOINTS = {
  traceOverview: endpoint({
    path: "/traces/overview",
    summary: "By what the traces of a window can be narrowed down, and how many started when",
    description: "Facets are counted over the newest 20,000 traces and handoffs of the window. `agent` and `service` narrow the traffic down.",
    params: NO_PARAMS,
    query: Period.extend({ agent: TextParameter.optional(), service: TextParameter.optional() }).refine(NotBackwards.holds, NotBackwards.problem),
    answer: TraceOverview,
  }),
  spanWindow: endpoint({
    path: "/traces/{id}/spans",
    summary: "Some rows of a trace's waterfall, by column",
    description:
      "Rows stand in the order of the tree: depth first, siblings by start. `from` and `count` choose them, or, with `around`, the rows around a span. `find` looks from that span on (or from the start of the trace) for the next or previous failure, round the end, or for the span around it, wherever it is.",
    params: z.strictObject({ id: TraceIdParameter }),
    query: z.strictObject({
      from: z.coerce.number().int().min(0).max(10_000_000).default(0).describe("place of the first row"),
      count: z.coerce.number().int().min(1).max(WINDOW_ROWS_MAX).default(100).describe("rows at most"),
      collapsed: Collapsed.optional().describe("spans whose insides are folded away, apart by commas; or `all`"),
      expanded: SpanIds.optional().describe("with `collapsed=all`: spans that are open all the same"),
      zoom: Zoom.optional().describe("only spans at work in this time, and those around them: nanoseconds from the start of the trace, e.g. 0-5000000"),
      only: z.enum(["failures"]).optional().describe("only failures, and the spans around them"),
      around: SpanIdParameter.optional().describe("a span to show or to look from"),
      find: z.enum(FINDS).optional().describe("what to look for from there"),
    }),
    answer: SpanWindow,
    missing: "trace",
  }),
  span: endpoint({
    path: "/traces/{id}/spans/{spanId}",
    summary: "One span with everything it came with",
    description: "By ids alone. `linkedFrom` are spans of other traces that link to it; `alike` compares it with the spans of its name in its trace.",
    params: z.strictObject({ id: TraceIdParameter, spanId: SpanIdParameter }),
    query: NO_PARAMS,
    answer: SpanDetail,
    missing: "span in this trace",
  }),
};
