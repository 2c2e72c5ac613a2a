import { type LogRow, logRecordToRow } from "@/lib/clickhouse/log-row.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { type SpanRow, spanToRow } from "@/lib/clickhouse/span-row.ts";
import type { LogRecord } from "@/lib/model/log-record.ts";
import type { Span } from "@/lib/model/span.ts";
import { RowStore, type STORE_LIMITS } from "./row-store.ts";

/** What every store needs. */
interface Options {
  db: Database;
  project: string;
  log: (line: string) => void;
  limits?: Partial<typeof STORE_LIMITS>;
}

/** The table of spans. */
export type SpanStore = RowStore<Span, SpanRow>;
/** The table of log records. */
export type LogStore = RowStore<LogRecord, LogRow>;

/** Opens the store of spans. */
export const openSpanStore = (options: Options): SpanStore => new RowStore({ ...options, table: "spans", words: "spans", toRow: spanToRow });

/** Opens the store of log records. */
export const openLogStore = (options: Options): LogStore => new RowStore({ ...options, table: "log_records", words: "log records", toRow: logRecordToRow });
