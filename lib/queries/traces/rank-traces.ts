import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import { TraceSummary } from "@/lib/model/trace.ts";
import { TRACE_COLUMNS } from "./trace-columns.ts";
import { narrowedDown, TraceFilters } from "./trace-filters.ts";

/** Traces that are looked through, the newest that are asked for: what ranks them does not stand in the order of time. */
const RANKED_MAX = 20_000;

/** The slowest traces, those with most failures, or the newest of at least some duration, among the newest 20,000 that are asked for. */
export const rankTraces = narrowedDown((isAskedFor) => defineQuery({
  name: "rank-traces",
  params: TraceFilters.extend({ sort: z.enum(["newest", "slowest", "failures"]), minDurationMs: z.number() }),
  row: TraceSummary,
  sql: `
    SELECT ${TRACE_COLUMNS}
    FROM traces FINAL
    PREWHERE project = {project: String} AND trace_id IN
        (
            SELECT trace_id
            FROM traces_by_time
            WHERE project = {project: String} AND arrayAll(word -> position(search_text, word) > 0, {words: Array(String)}) AND ${isAskedFor}
            ORDER BY started_at DESC, trace_id DESC
            LIMIT ${RANKED_MAX}
        )
    WHERE duration_ms >= {minDurationMs: Float64} AND arrayAll(word -> position(search_text, word) > 0, {words: Array(String)}) AND ${isAskedFor}
    ORDER BY multiIf({sort: String} = 'slowest', duration_ms, {sort: String} = 'failures', toFloat64(failed) * 1000000 + errors, toFloat64(0)) DESC, started_at DESC, trace_id DESC
    LIMIT {rows: UInt32}
    SETTINGS date_time_output_format = 'iso'`,
}));
