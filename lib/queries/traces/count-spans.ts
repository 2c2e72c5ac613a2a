import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import { TraceId } from "./trace-id.ts";

/**
 * How many spans each of up to 1,000 traces has, however often they were sent, kept log records counted as well; a trace with
 * neither is left out.
 */
export const countSpans = defineQuery({
  name: "count-spans",
  params: z.object({ project: z.string(), traceIds: z.array(TraceId).max(1000) }),
  row: z.object({ traceId: z.string(), spans: z.coerce.number() }),
  sql: `
    SELECT trace_id AS traceId, sum(items) AS spans
    FROM (
        SELECT trace_id, uniqExact(span_id) AS items
        FROM kept_spans
        WHERE project = {project: String} AND trace_id IN {traceIds: Array(FixedString(32))}
        GROUP BY trace_id
        UNION ALL
        SELECT trace_id, uniqExact(span_id, content_hash) AS items
        FROM kept_log_records
        WHERE project = {project: String} AND trace_id IN {traceIds: Array(FixedString(32))}
        GROUP BY trace_id
    )
    GROUP BY trace_id
    LIMIT 1000`,
});
