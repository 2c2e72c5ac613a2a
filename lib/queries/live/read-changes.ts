import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import { LiveChange } from "@/lib/model/live.ts";

/** Handoffs and traces written since a moment (unix milliseconds, the database's clock, inclusive), oldest first. */
export const readChanges = defineQuery({
  name: "live-changes",
  params: z.object({ project: z.string(), sinceMs: z.int().min(0), limit: z.int().positive() }),
  row: LiveChange.extend({ atMs: z.coerce.number() }),
  sql: `
    SELECT kind, id, seamId, verdict, failed, candidate, deleted, workflow, traceIds, version, toUnixTimestamp64Milli(at) AS atMs
    FROM
    (
        SELECT 'handoff' AS kind, at, handoff_id AS id, toString(seam_id) AS seamId, toString(verdict) AS verdict, failed, candidate, toBool(is_deleted) AS deleted,
            correlation_id AS workflow, arrayMap(trace -> toString(trace), trace_ids) AS traceIds, toString(version) AS version
        FROM handoff_changes
        WHERE project = {project: String} AND at >= fromUnixTimestamp64Milli({sinceMs: Int64}, 'UTC')
        UNION ALL
        SELECT 'trace', at, toString(trace_id), '', '', toBool(failed > 0), false, false, '', [toString(trace_id)], toString(version)
        FROM trace_changes
        WHERE project = {project: String} AND at >= fromUnixTimestamp64Milli({sinceMs: Int64}, 'UTC')
    )
    ORDER BY at, kind, id
    LIMIT {limit: UInt32}`,
});
