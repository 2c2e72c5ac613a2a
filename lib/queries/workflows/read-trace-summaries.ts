import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import { TraceSummary } from "@/lib/model/trace.ts";

/** Traces as search shows them, in order of start; those that are not analysed yet are missing. */
export const readTraceSummaries = defineQuery({
  name: "read-trace-summaries",
  params: z.object({ project: z.string(), traceIds: z.array(z.string()) }),
  row: TraceSummary,
  sql: `
    SELECT
        trace_id AS traceId, name, root_missing AS rootMissing, started_at AS startedAt, duration_ms AS durationMs,
        spans, errors, services, agents, handoffs, failed
    FROM kept_traces FINAL
    WHERE project = {project: String} AND trace_id IN {traceIds: Array(FixedString(32))}
    ORDER BY started_at, trace_id, version DESC
    LIMIT 1 BY trace_id
    LIMIT 1000
    SETTINGS date_time_output_format = 'iso'`,
});
