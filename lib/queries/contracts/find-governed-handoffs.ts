import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";

/** Seams are bound as one parameter, which the server takes up to 128 KiB. */
const SEAMS_MAX = 5000;

/** The ends of every seam with handoffs in the window; guesses left out. */
export const findSeamsBetween = defineQuery({
  name: "find-seams-between",
  params: z.object({ project: z.string(), from: z.string(), to: z.string() }),
  row: z.object({ id: z.string(), source: z.string(), target: z.string(), contract: z.string() }),
  sql: `
    SELECT seam_id AS id, any(source) AS source, any(target) AS target, any(contract) AS contract
    FROM handoffs FINAL
    WHERE project = {project: String} AND NOT candidate
        AND started_at >= {from: DateTime64(9, 'UTC')} AND started_at < {to: DateTime64(9, 'UTC')}
    GROUP BY seam_id
    ORDER BY seam_id
    LIMIT 1000000`,
});

/** Handoffs of the seams in the window, in order, after the one the last portion ended with. */
export const findHandoffsOfSeams = defineQuery({
  name: "find-handoffs-of-seams",
  params: z.object({
    project: z.string(), seamIds: z.array(z.string()).max(SEAMS_MAX), from: z.string(), to: z.string(), upTo: z.string(), afterId: z.string(), limit: z.int(),
  }),
  row: z.object({ id: z.string(), startedAt: z.string(), traceIds: z.array(z.string()) }),
  sql: `
    SELECT handoff_id AS id, toString(started_at) AS startedAt, trace_ids AS traceIds
    FROM handoffs FINAL
    PREWHERE project = {project: String} AND seam_id IN {seamIds: Array(String)}
        AND started_at >= {from: DateTime64(9, 'UTC')} AND started_at < {to: DateTime64(9, 'UTC')}
        AND (started_at, handoff_id) > ({upTo: DateTime64(9, 'UTC')}, {afterId: String})
    WHERE NOT candidate
    ORDER BY started_at, handoff_id
    LIMIT {limit: UInt32}`,
});
