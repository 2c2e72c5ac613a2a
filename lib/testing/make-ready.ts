import { createHash } from "node:crypto";
import type { Ready } from "@/collector/prepare/prepared.ts";
import { Redacted } from "@/collector/redact/redacted.ts";
import { logRecordToRow } from "../clickhouse/log-row.ts";
import { spanToRow } from "../clickhouse/span-row.ts";
import type { RejectRow } from "../model/ingest.ts";
import type { LogRecord } from "../model/log-record.ts";
import { PROJECT } from "../model/project.ts";
import type { Span } from "../model/span.ts";

/** What is said of a request beside its records. */
interface Beside {
  /** Records that were rejected, and ignored, beside those that were kept. */
  rejected?: number;
  ignored?: number;
  message?: string;
  rejects?: readonly RejectRow[];
  /** Tells apart requests with the same records. */
  salt?: string;
}

/** A request of spans as it is handed to the spool, its rows as JSON lines; equal spans have equal fingerprints. */
export const readySpans = (spans: readonly Span[], beside: Beside = {}): Ready =>
  ready("spans", spans.map((span) => [span.traceId, spanToRow(span, PROJECT)] as const), beside);

/** The same of log records. */
export const readyLogs = (records: readonly LogRecord[], beside: Beside = {}): Ready =>
  ready("log_records", records.map((record) => [record.traceId, logRecordToRow(record, PROJECT)] as const), beside);

function ready(table: "spans" | "log_records", rows: readonly (readonly [string, object])[], { rejected = 0, ignored = 0, message = "", rejects = [], salt = "" }: Beside): Ready {
  const lines = rows.map(([, row]) => JSON.stringify(row));
  const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(""));
  return {
    kind: "ready",
    digest: createHash("sha256").update(salt).update(bytes).digest("hex"),
    received: rows.length + rejected + ignored,
    rejected,
    ignored,
    ignoredByReason: ignored === 0 ? {} : { no_event: ignored },
    message,
    chunks: Redacted.vouch(rows.length === 0 ? [] : [{ table, format: "JSONEachRow", rows: rows.length, bytes }]),
    rejects: Redacted.vouch(rejects),
    traceIds: [...new Set(rows.map(([traceId]) => traceId))],
    fingerprints: Uint32Array.from(lines.flatMap(wordsOf)),
    redactions: {},
  };
}

function wordsOf(line: string): [number, number] {
  const hash = createHash("sha256").update(line).digest();
  return [hash.readUInt32LE(0), hash.readUInt32LE(4)];
}
