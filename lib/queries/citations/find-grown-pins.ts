import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import { HELD_TRACES } from "./read-pin-use.ts";

/** Traces that pins hold and that were analysed, or whose handoffs were judged, in the last seconds; 10,000 at most. */
export const findGrownPinnedTraces = defineQuery({
  name: "find-grown-pinned-traces",
  params: z.object({ project: z.string(), lastS: z.int() }),
  row: z.object({ traceId: z.string() }),
  sql: `
    SELECT DISTINCT trace_id AS traceId
    FROM
    (
        SELECT trace_id
        FROM trace_changes
        WHERE project = {project: String} AND at > now64(3) - toIntervalSecond({lastS: UInt32})
        UNION ALL
        SELECT arrayJoin(trace_ids) AS trace_id
        FROM handoff_changes
        WHERE project = {project: String} AND at > now64(3) - toIntervalSecond({lastS: UInt32})
    )
    WHERE trace_id IN (${HELD_TRACES})
    ORDER BY traceId
    LIMIT 10000`,
});

/** The traces that pins hold, 100,000 at most. */
export const readHeldTraces = defineQuery({
  name: "read-held-traces",
  params: z.object({ project: z.string() }),
  row: z.object({ traceId: z.string() }),
  sql: `SELECT DISTINCT held AS traceId FROM (${HELD_TRACES}) LIMIT 100000`,
});
