import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";

/** Rows that are written late carry an earlier moment; so far back they are looked for. */
const LOOK_BACK = "1 DAY";

/** What tells whether transitions were stored since one looked: how many rows of the last day before `nowMs` there are, and when the newest was written. */
export const readTransitionsMark = defineQuery({
  name: "alert-transitions-mark",
  params: z.object({ project: z.string(), nowMs: z.int() }),
  row: z.object({ rows: z.coerce.number(), newest: z.string() }),
  sql: `
    SELECT count() AS rows, toString(max(written_at)) AS newest
    FROM alert_transitions
    WHERE project = {project: String} AND at >= fromUnixTimestamp64Milli({nowMs: Int64}, 'UTC') - INTERVAL ${LOOK_BACK}
    LIMIT 1`,
});
