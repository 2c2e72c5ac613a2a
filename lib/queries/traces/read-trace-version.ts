import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import { placesBy } from "../handoffs/places-of-handoffs.ts";
import { TraceId } from "./trace-id.ts";

/** What changes when a trace, or a handoff with evidence in it, does: how much of each kind there is, and when the last of it came. Pinning changes
 * nothing, and neither does the end of retention of what is pinned. */
export const readTraceVersion = defineQuery({
  name: "read-trace-version",
  params: z.object({ project: z.string(), traceIds: z.tuple([TraceId]) }),
  row: z.object({ of: z.string(), version: z.string() }),
  sql: `
    SELECT of, concat(toString(items), '.', toString(newest)) AS version
    FROM (
        SELECT 'spans' AS of, uniqExact(span_id, content_hash) AS items, toUInt64(toUnixTimestamp64Milli(max(received_at))) AS newest
        FROM kept_spans
        WHERE project = {project: String} AND trace_id IN {traceIds: Array(FixedString(32))}
        UNION ALL
        SELECT 'logs' AS of, uniqExact(span_id, content_hash) AS items, toUInt64(toUnixTimestamp64Milli(max(received_at))) AS newest
        FROM kept_log_records
        WHERE project = {project: String} AND trace_id IN {traceIds: Array(FixedString(32))}
        UNION ALL
        SELECT 'handoffs' AS of, uniqExact(seam_id, started_at, handoff_id) AS items, max(version) AS newest
        FROM kept_handoffs
        PREWHERE ${placesBy("trace", "traceIds")}
    )
    ORDER BY of
    LIMIT 3`,
});
