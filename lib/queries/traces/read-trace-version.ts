import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import { placesBy } from "../handoffs/places-of-handoffs.ts";
import { TraceId } from "./trace-id.ts";

/** What changes when a trace, or a handoff with evidence in it, does: how many rows of each kind there are, and when the last one came. */
export const readTraceVersion = defineQuery({
  name: "read-trace-version",
  params: z.object({ project: z.string(), traceIds: z.tuple([TraceId]) }),
  row: z.object({ of: z.string(), version: z.string() }),
  sql: `
    SELECT of, concat(toString(items), '.', toString(newest)) AS version
    FROM (
        SELECT 'spans' AS of, count() AS items, toUInt64(toUnixTimestamp64Milli(max(received_at))) AS newest
        FROM spans
        WHERE project = {project: String} AND trace_id IN {traceIds: Array(FixedString(32))}
        UNION ALL
        SELECT 'logs' AS of, count() AS items, toUInt64(toUnixTimestamp64Milli(max(received_at))) AS newest
        FROM log_records
        WHERE project = {project: String} AND trace_id IN {traceIds: Array(FixedString(32))}
        UNION ALL
        SELECT 'handoffs' AS of, count() AS items, max(version) AS newest
        FROM handoffs
        PREWHERE ${placesBy("trace", "traceIds")}
    )
    ORDER BY of
    LIMIT 3`,
});
