import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import { TraceId } from "./trace-id.ts";

/** Traces that link to one trace and are looked into; a trace that more link to serves everybody. */
const TRACES_MAX = 64;
/** Both tables of `kept_correlation_keys`: in a condition the engine reads all of a Merge table, and of these only the key. */
const LINKED_IN = ["correlation_keys", "pinned_correlation_keys"] as const;

/** Spans that link to this span, of its own trace and of others; at most 100. `linkKind` is the kind of the key that links leave. */
export const findLinkingSpans = defineQuery({
  name: "find-linking-spans",
  params: z.object({ project: z.string(), traceId: TraceId, spanId: z.string(), linkKind: z.string() }),
  row: z.object({ traceId: z.string(), spanId: z.string(), name: z.string() }),
  sql: `
    SELECT DISTINCT trace_id AS traceId, span_id AS spanId, name
    FROM kept_spans
    WHERE project = {project: String}
        AND (
            trace_id = {traceId: String}
            ${LINKED_IN.map((table) => `OR trace_id IN
            (
                SELECT trace_id
                FROM ${table}
                WHERE project = {project: String} AND key_kind = {linkKind: String} AND key = {traceId: String}
                LIMIT ${TRACES_MAX}
            )`).join("\n            ")}
        )
        AND arrayExists((trace, span) -> trace = {traceId: String} AND span = {spanId: String}, \`links.trace_id\`, \`links.span_id\`)
    ORDER BY traceId, spanId
    LIMIT 100`,
});
