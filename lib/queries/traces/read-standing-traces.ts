import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import { TraceSummary } from "@/lib/model/trace.ts";
import { TRACE_COLUMNS } from "./trace-columns.ts";

const Standing = TraceSummary.extend({ searchText: z.string() });

/** What the last analysis made of each of these traces, with the text that search looks through; in no order. */
export type StandingTrace = z.infer<typeof Standing>;

/** Reads them whatever their time: one that was moved to another month stands once. */
export const readStandingTraces = defineQuery({
  name: "read-standing-traces",
  params: z.object({ project: z.string(), traceIds: z.array(z.string()) }),
  row: Standing,
  sql: `
    SELECT ${TRACE_COLUMNS}, search_text AS searchText
    FROM kept_traces FINAL
    WHERE project = {project: String} AND trace_id IN {traceIds: Array(FixedString(32))}
    ORDER BY version DESC
    LIMIT 1 BY trace_id
    LIMIT 100000
    SETTINGS date_time_output_format = 'iso'`,
});
