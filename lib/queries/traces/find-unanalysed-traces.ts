import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";

/** Traces with spans or log records stored after their last analysis: what a collector that was killed owes. `lookBackS` is in seconds. */
export const findUnanalysedTraces = defineQuery({
  name: "find-unanalysed-traces",
  params: z.object({ project: z.string(), lookBackS: z.int(), limit: z.int() }),
  row: z.object({ traceId: z.string() }),
  sql: `
    WITH stored AS
    (
        SELECT trace_id, max(received_at) AS grew_at
        FROM (
            SELECT trace_id, received_at FROM spans
            WHERE project = {project: String} AND received_at > now() - toIntervalSecond({lookBackS: UInt32})
            UNION ALL
            SELECT trace_id, received_at FROM log_records
            WHERE project = {project: String} AND received_at > now() - toIntervalSecond({lookBackS: UInt32})
        )
        GROUP BY trace_id
    )
    SELECT stored.trace_id AS traceId
    FROM stored
    LEFT JOIN (
        SELECT trace_id, max(version) AS version
        FROM traces
        WHERE project = {project: String} AND trace_id IN (SELECT trace_id FROM stored)
        GROUP BY trace_id
    ) AS analysed ON stored.trace_id = analysed.trace_id
    WHERE toUInt64(toUnixTimestamp64Milli(stored.grew_at)) * 1000000 >= analysed.version
    LIMIT {limit: UInt32}`,
});
