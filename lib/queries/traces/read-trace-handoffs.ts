import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import { StoredHandoff } from "@/lib/model/handoff.ts";

/** Every handoff with evidence in a trace, in order of start, candidates included. */
export const readTraceHandoffs = defineQuery({
  name: "read-trace-handoffs",
  params: z.object({ project: z.string(), traceId: z.string() }),
  row: z.object({ handoff: z.string().transform((json): unknown => JSON.parse(json)).pipe(StoredHandoff) }),
  sql: `
    SELECT detail AS handoff
    FROM handoffs FINAL
    WHERE project = {project: String} AND has(trace_ids, toFixedString({traceId: String}, 32))
    ORDER BY started_at, handoff_id
    LIMIT 2000`,
});
