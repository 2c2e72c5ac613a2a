import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";

/** The traces that pins hold which stand. */
export const HELD_TRACES = `
        SELECT arrayJoin(trace_ids) AS held
        FROM
        (
            SELECT action, expires_at, trace_ids
            FROM pins
            WHERE project = {project: String}
            ORDER BY at DESC
            LIMIT 1 BY pin_id
        )
        WHERE action = 'pin' AND (isNull(expires_at) OR expires_at > now64(3))`;

/** How much the pins that stand hold together: what several hold counts once. */
export const readPinUse = defineQuery({
  name: "read-pin-use",
  params: z.object({ project: z.string() }),
  row: z.object({ traces: z.coerce.number(), bytes: z.coerce.number() }),
  sql: `
    SELECT count() AS traces, sum(bytes) AS bytes
    FROM pinned_trace_sizes FINAL
    WHERE project = {project: String} AND trace_id IN (${HELD_TRACES})
    LIMIT 1`,
});

/** Of these traces, those that are held already. */
export const findHeldTraces = defineQuery({
  name: "find-held-traces",
  params: z.object({ project: z.string(), traceIds: z.array(z.string()).max(1000) }),
  row: z.object({ traceId: z.string() }),
  sql: `
    SELECT DISTINCT trace_id AS traceId
    FROM pinned_trace_sizes
    WHERE project = {project: String} AND trace_id IN {traceIds: Array(FixedString(32))} AND trace_id IN (${HELD_TRACES})
    LIMIT 1000`,
});
