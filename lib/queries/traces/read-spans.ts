import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { rowToSpan, SPAN_COLUMNS, SpanRow } from "@/lib/clickhouse/span-row.ts";
import type { Span } from "@/lib/model/span.ts";
import { TraceId } from "./trace-id.ts";

/** As many spans as one reading may bring into memory. Whoever gets so many has to say that there may be more. */
const SPANS_MAX = 200_000;
/** As many bytes of their text: a few payloads may weigh more than a hundred thousand spans. */
export const SPAN_BYTES_MAX = 256 * 1024 * 1024;
/** The server takes no parameter longer than 128 KiB. */
const TRACES_PER_QUERY = 3000;
/** What a span's row has beside its texts, in bytes: names of columns, ids, numbers. */
const ROW_BYTES = 1500;
const LAST_UNIX_NANO = 18_446_744_073_709_551_615n;

const Params = z.object({ project: z.string(), traceIds: z.array(TraceId), spanId: z.string(), spanIds: z.array(z.string()), untilUnixNano: z.bigint(), limit: z.int().max(SPANS_MAX) });

/**
 * A span sent twice is one row twice until parts merge, so copies are folded here too; other content under one id is kept. In
 * the order of the table, so that the server holds no more of them than it is sending.
 */
const SPANS = `
    SELECT ${SPAN_COLUMNS}
    FROM kept_spans
    WHERE project = {project: String} AND trace_id IN {traceIds: Array(FixedString(32))}
        AND ({spanId: String} = '' OR span_id = {spanId: String})
        AND (empty({spanIds: Array(String)}) OR span_id IN {spanIds: Array(String)})
        AND start_unix_nano <= {untilUnixNano: UInt64}
    ORDER BY project, trace_id, span_id, content_hash
    LIMIT 1 BY trace_id, span_id, content_hash
    LIMIT {limit: UInt32}`;

/** Until when one trace's spans, from the earliest on, are not too many. */
const findEnd = defineQuery({
  name: "find-end-of-spans",
  params: z.object({ project: z.string(), traceId: TraceId, limit: z.int(), bytesMax: z.int() }),
  row: z.object({ untilUnixNano: z.coerce.bigint() }),
  sql: `
    SELECT max(start_unix_nano) AS untilUnixNano
    FROM
    (
        SELECT
            start_unix_nano,
            row_number() OVER earlier AS place,
            sum(bytes) OVER earlier AS bytes
        FROM
        (
            SELECT
                start_unix_nano,
                span_id,
                content_hash,
                byteSize(attributes, \`events.attributes\`, \`links.attributes\`, resource_attributes, status_message) + ${ROW_BYTES} AS bytes
            FROM kept_spans
            WHERE project = {project: String} AND trace_id = {traceId: String}
            LIMIT 1 BY span_id, content_hash
        )
        WINDOW earlier AS (ORDER BY start_unix_nano, span_id, content_hash ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
    )
    WHERE place = 1 OR (place <= {limit: UInt32} AND bytes <= {bytesMax: UInt64})
    LIMIT 1`,
});

/** Which spans: those of the traces, or the ones with this id or these in them; and how many of them at most, by number and by bytes. */
export interface SpansQuestion {
  project: string;
  traceIds: readonly string[];
  spanId?: string;
  spanIds?: readonly string[];
  limit?: number;
  bytesMax?: number;
}

/** Spans as far as they were read. */
export interface ReadSpans {
  spans: Span[];
  isCut: boolean;
  /** How much text that was. */
  bytes: number;
}

/** Spans by trace and start. Of one trace that has too many, the earliest; of several, some traces are not whole. */
export async function readSpans(db: Database, question: SpansQuestion): Promise<ReadSpans> {
  const read = await readUntil(db, question, LAST_UNIX_NANO);
  const { project, traceIds: [traceId, ...others], spanId = "", spanIds = [], limit = SPANS_MAX, bytesMax = SPAN_BYTES_MAX } = question;
  if (!read.isCut || traceId === undefined || others.length > 0 || spanId !== "" || spanIds.length > 0) return read;
  // As JSON a text may be twice as long, since quotes in it are escaped.
  const [end] = await findEnd(db, { project, traceId, limit, bytesMax: Math.floor(bytesMax / 2) });
  return { ...(await readUntil(db, question, end?.untilUnixNano ?? LAST_UNIX_NANO)), isCut: true };
}

async function readUntil(db: Database, { project, traceIds, spanId = "", spanIds = [], limit = SPANS_MAX, bytesMax = SPAN_BYTES_MAX }: SpansQuestion, untilUnixNano: bigint): Promise<ReadSpans> {
  const spans: Span[] = [];
  let [bytes, isCut] = [0, false];
  for (let start = 0; start < traceIds.length && !isCut; start += TRACES_PER_QUERY) {
    const params = Params.parse({ project, traceIds: traceIds.slice(start, start + TRACES_PER_QUERY), spanId, spanIds, untilUnixNano, limit: limit - spans.length });
    const part = await db.selectUpTo(bytesMax - bytes, "read-spans", SPANS, params);
    for (const row of part.rows) spans.push(rowToSpan(SpanRow.parse(row)));
    bytes += part.bytes;
    isCut = part.isCut || spans.length >= limit;
  }
  return { spans: spans.toSorted(byTraceAndStart), isCut, bytes };
}

function byTraceAndStart(a: Span, b: Span): number {
  if (a.traceId !== b.traceId) return a.traceId < b.traceId ? -1 : 1;
  if (a.startUnixNano !== b.startUnixNano) return a.startUnixNano < b.startUnixNano ? -1 : 1;
  return a.spanId < b.spanId ? -1 : Number(a.spanId > b.spanId);
}
