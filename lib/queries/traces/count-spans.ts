import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import { TraceId } from "./trace-id.ts";

/** How many spans each of up to 1,000 traces has, however often they were sent; a trace without spans is left out. */
export const countSpans = defineQuery({
  name: "count-spans",
  params: z.object({ project: z.string(), traceIds: z.array(TraceId).max(1000) }),
  row: z.object({ traceId: z.string(), spans: z.coerce.number() }),
  sql: `
    SELECT trace_id AS traceId, uniqExact(span_id) AS spans
    FROM spans
    WHERE project = {project: String} AND trace_id IN {traceIds: Array(FixedString(32))}
    GROUP BY trace_id
    LIMIT 1000`,
});
