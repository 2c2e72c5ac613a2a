import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import { HELD_TRACES } from "./read-pin-use.ts";

/** Traces whose evidence lies in the tables without a lifetime although no pin has held them for some time, 1,000 at most. */
export const findLooseTraces = defineQuery({
  name: "find-loose-traces",
  params: z.object({ project: z.string(), forS: z.int() }),
  row: z.object({ traceId: z.string() }),
  sql: `
    SELECT DISTINCT trace_id AS traceId
    FROM pinned_trace_sizes
    WHERE project = {project: String}
        AND at < now64(3) - toIntervalSecond({forS: UInt32})
        AND trace_id NOT IN (${HELD_TRACES})
        AND trace_id NOT IN
        (
            SELECT arrayJoin(trace_ids)
            FROM pins
            WHERE project = {project: String} AND (at > now64(9) - toIntervalSecond({forS: UInt32}) OR expires_at > now64(3) - toIntervalSecond({forS: UInt32}))
        )
    ORDER BY traceId
    LIMIT 1000`,
});

/** Handoffs that are pinned with some traces, and all traces with evidence of each. */
export const readPinnedHandoffs = defineQuery({
  name: "read-pinned-handoffs",
  params: z.object({ project: z.string(), traceIds: z.array(z.string()).max(1000) }),
  row: z.object({ id: z.string(), traceIds: z.array(z.string()) }),
  sql: `
    SELECT handoff_id AS id, arrayDistinct(arrayFlatten(groupArray(trace_ids))) AS traceIds
    FROM pinned_handoffs
    PREWHERE project = {project: String} AND (seam_id, started_at, handoff_id) IN
        (
            SELECT seam_id, started_at, handoff_id
            FROM pinned_handoff_keys
            WHERE project = {project: String} AND key_kind = 'trace' AND key IN {traceIds: Array(String)}
        )
    GROUP BY handoff_id
    LIMIT 100000`,
});
