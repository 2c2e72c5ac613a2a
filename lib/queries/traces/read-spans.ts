import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { rowToSpan, SPAN_COLUMNS, SpanRow } from "@/lib/clickhouse/span-row.ts";
import type { Span } from "@/lib/model/span.ts";
import { TraceId } from "./trace-id.ts";

/** As many spans as one reading may bring into memory. Whoever gets so many has to say that there may be more. */
export const SPANS_MAX = 200_000;
/** The server takes no parameter longer than 128 KiB. */
const TRACES_PER_QUERY = 3000;

/** A span sent twice is one row twice until parts merge, so copies are folded here too; other content under one id is kept. */
const readRows = defineQuery({
  name: "read-spans",
  params: z.object({ project: z.string(), traceIds: z.array(TraceId), spanId: z.string(), limit: z.int().max(SPANS_MAX) }),
  row: SpanRow,
  sql: `
    SELECT ${SPAN_COLUMNS}
    FROM spans
    WHERE project = {project: String} AND trace_id IN {traceIds: Array(FixedString(32))}
        AND ({spanId: String} = '' OR span_id = {spanId: String})
    ORDER BY trace_id, start_unix_nano, span_id
    LIMIT 1 BY trace_id, span_id, content_hash
    LIMIT {limit: UInt32}`,
});

/** Which spans: those of the traces, or the one with this id in them. */
export interface SpansQuestion {
  project: string;
  traceIds: readonly string[];
  spanId?: string;
  limit?: number;
}

/** Spans by trace and start; at most `limit`, the earliest of a trace first. */
export async function readSpans(db: Database, { project, traceIds, spanId = "", limit = SPANS_MAX }: SpansQuestion): Promise<Span[]> {
  const spans: Span[] = [];
  for (let start = 0; start < traceIds.length && spans.length < limit; start += TRACES_PER_QUERY) {
    const rows = await readRows(db, { project, traceIds: traceIds.slice(start, start + TRACES_PER_QUERY), spanId, limit: limit - spans.length });
    for (const row of rows) spans.push(rowToSpan(row));
  }
  return spans;
}
