import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { Span } from "@/lib/model/span.ts";
import { joinLogs } from "@/lib/seams/trace/join-logs.ts";
import { readLogRecords } from "./read-log-records.ts";
import { readSpans, type SpansQuestion } from "./read-spans.ts";

/** Spans with what was logged about them, and whether there is more than was read. */
export interface ToldSpans {
  spans: Span[];
  isCut: boolean;
  /** How much text was read, in bytes. */
  bytes: number;
}

/**
 * The spans of the traces, joined with their log records (lib/seams/trace/join-logs.ts). At most 200,000 spans and 100,000 records
 * of 256 MiB each are read, or as many as the question says. With `spanId`, the one span with this id, be it made of a record.
 */
export async function readToldSpans(db: Database, question: SpansQuestion): Promise<ToldSpans> {
  const [read, logged] = await Promise.all([readSpans(db, question), readLogRecords(db, question)]);
  const told = joinLogs(read.spans, logged.records);
  const { spanId } = question;
  return {
    spans: spanId === undefined || spanId === "" ? told : told.filter((span) => span.spanId === spanId),
    isCut: read.isCut || logged.isCut,
    bytes: read.bytes + logged.bytes,
  };
}
