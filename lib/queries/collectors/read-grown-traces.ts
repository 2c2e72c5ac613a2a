import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";

/** The most that one answer holds; what is beyond is found as not analysed. */
const ROWS_MAX = 200_000;

/** What collectors told each other since a moment (unix milliseconds, the database's clock), oldest first. */
export const readGrownTraces = defineQuery({
  name: "read-grown-traces",
  params: z.object({ project: z.string(), sinceMs: z.int() }),
  row: z.object({ traceId: z.string(), leadId: z.string(), fresh: z.boolean(), atMs: z.coerce.number() }),
  sql: `
    SELECT trace_id AS traceId, lead_id AS leadId, fresh, toUnixTimestamp64Milli(at) AS atMs
    FROM grown_traces
    WHERE project = {project: String} AND at >= fromUnixTimestamp64Milli({sinceMs: Int64}, 'UTC')
    ORDER BY at
    LIMIT ${ROWS_MAX}`,
});
