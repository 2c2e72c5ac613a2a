import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { Span } from "@/lib/model/span.ts";
import { joinLogs } from "@/lib/seams/trace/join-logs.ts";
import { LOG_RECORDS_MAX, readLogRecords } from "./read-log-records.ts";
import { readSpans, SPANS_MAX, type SpansQuestion } from "./read-spans.ts";

/** Spans with what was logged about them, and whether there is more than was read. */
export interface ToldSpans {
  spans: Span[];
  isCut: boolean;
}

/**
 * The spans of the traces, joined with their log records (lib/seams/trace/join-logs.ts). At most 200,000 spans and 100,000 records
 * are read, or as many spans as `limit` says. With `spanId`, the one span with this id, be it made of a record.
 */
export async function readToldSpans(db: Database, question: SpansQuestion): Promise<ToldSpans> {
  const [spans, records] = await Promise.all([readSpans(db, question), readLogRecords(db, question)]);
  const told = joinLogs(spans, records);
  const { spanId, limit = SPANS_MAX } = question;
  return {
    spans: spanId === undefined || spanId === "" ? told : told.filter((span) => span.spanId === spanId),
    isCut: spans.length >= limit || records.length >= LOG_RECORDS_MAX,
  };
}
