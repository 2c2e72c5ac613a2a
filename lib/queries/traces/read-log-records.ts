import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import { LOG_COLUMNS, LogRow, rowToLogRecord } from "@/lib/clickhouse/log-row.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { LogRecord } from "@/lib/model/log-record.ts";
import { TraceId } from "./trace-id.ts";

/** As many log records as one reading may bring into memory. Whoever gets so many has to say that there may be more. */
export const LOG_RECORDS_MAX = 100_000;
/** The server takes no parameter longer than 128 KiB. */
const TRACES_PER_QUERY = 3000;

/** A record sent twice is one row twice until parts merge, so copies are folded here too. */
const readRows = defineQuery({
  name: "read-log-records",
  params: z.object({ project: z.string(), traceIds: z.array(TraceId), limit: z.int().max(LOG_RECORDS_MAX) }),
  row: LogRow,
  sql: `
    SELECT ${LOG_COLUMNS}
    FROM log_records
    WHERE project = {project: String} AND trace_id IN {traceIds: Array(FixedString(32))}
    ORDER BY trace_id, time_unix_nano, span_id, content_hash
    LIMIT 1 BY trace_id, span_id, content_hash
    LIMIT {limit: UInt32}`,
});

/** The kept log records of the traces, at most 100,000, the earliest of a trace first. */
export async function readLogRecords(db: Database, { project, traceIds }: { project: string; traceIds: readonly string[] }): Promise<LogRecord[]> {
  const records: LogRecord[] = [];
  for (let start = 0; start < traceIds.length && records.length < LOG_RECORDS_MAX; start += TRACES_PER_QUERY) {
    const rows = await readRows(db, { project, traceIds: traceIds.slice(start, start + TRACES_PER_QUERY), limit: LOG_RECORDS_MAX - records.length });
    for (const row of rows) records.push(rowToLogRecord(row));
  }
  return records;
}
