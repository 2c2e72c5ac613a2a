import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";

/** Traces of handoffs whose deadline has passed while nobody sent another span: only the clock can tell that they are lost. */
export const findOverdueHandoffs = defineQuery({
  name: "find-overdue-handoffs",
  params: z.object({ project: z.string(), limit: z.int() }),
  row: z.object({ traceId: z.string() }),
  sql: `
    SELECT DISTINCT trace_ids[1] AS traceId
    FROM handoffs FINAL
    WHERE project = {project: String} AND verdict = 'pending' AND deadline_at < now64(9)
    LIMIT {limit: UInt32}`,
});
