import { z } from "zod";
import { LOG_COLUMNS, LogRow, rowToLogRecord } from "@/lib/clickhouse/log-row.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { LogRecord } from "@/lib/model/log-record.ts";
import { TraceId } from "./trace-id.ts";

/** As many log records as one reading may bring into memory. Whoever gets so many has to say that there may be more. */
const LOG_RECORDS_MAX = 100_000;
/** As many bytes of their text. */
const LOG_BYTES_MAX = 256 * 1024 * 1024;
/** The server takes no parameter longer than 128 KiB. */
const TRACES_PER_QUERY = 3000;

const Params = z.object({ project: z.string(), traceIds: z.array(TraceId), limit: z.int().max(LOG_RECORDS_MAX) });

/** A record sent twice is one row twice until parts merge, so copies are folded here too. In the order of the table, as spans are read. */
const RECORDS = `
    SELECT ${LOG_COLUMNS}
    FROM kept_log_records
    WHERE project = {project: String} AND trace_id IN {traceIds: Array(FixedString(32))}
    ORDER BY project, trace_id, span_id, content_hash
    LIMIT 1 BY trace_id, span_id, content_hash
    LIMIT {limit: UInt32}`;

/** Which records, and how much text of them at most. */
export interface RecordsQuestion {
  project: string;
  traceIds: readonly string[];
  bytesMax?: number;
}

/** Records as far as they were read. */
export interface ReadRecords {
  records: LogRecord[];
  isCut: boolean;
  /** How much text that was. */
  bytes: number;
}

/** The kept log records of the traces by trace and time, at most 100,000. */
export async function readLogRecords(db: Database, { project, traceIds, bytesMax = LOG_BYTES_MAX }: RecordsQuestion): Promise<ReadRecords> {
  const records: LogRecord[] = [];
  let [bytes, isCut] = [0, false];
  for (let start = 0; start < traceIds.length && !isCut; start += TRACES_PER_QUERY) {
    const params = Params.parse({ project, traceIds: traceIds.slice(start, start + TRACES_PER_QUERY), limit: LOG_RECORDS_MAX - records.length });
    const part = await db.selectUpTo(bytesMax - bytes, "read-log-records", RECORDS, params);
    for (const row of part.rows) records.push(rowToLogRecord(LogRow.parse(row)));
    bytes += part.bytes;
    isCut = part.isCut || records.length >= LOG_RECORDS_MAX;
  }
  return { records: records.toSorted(byTraceAndTime), isCut, bytes };
}

function byTraceAndTime(a: LogRecord, b: LogRecord): number {
  if (a.traceId !== b.traceId) return a.traceId < b.traceId ? -1 : 1;
  if (a.timeUnixNano !== b.timeUnixNano) return a.timeUnixNano < b.timeUnixNano ? -1 : 1;
  return a.spanId < b.spanId ? -1 : Number(a.spanId > b.spanId);
}
