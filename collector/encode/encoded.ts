import type { Span } from "@/lib/model/span.ts";
import type { Rejected } from "../decode/intake.ts";

/** The spans of one request as ClickHouse's Native format takes them, and what has to be known of them besides. */
export interface SpanChunk {
  /** One block of the table `spans`, in memory of its own. */
  bytes: Uint8Array<ArrayBuffer>;
  rows: number;
  /** The traces in it, each once, as lower-case hex. */
  traceIds: string[];
  /** Two words a row, in the order of the rows: a hash of the span's ids and content, the same whenever the same span is sent again. */
  fingerprints: Uint32Array<ArrayBuffer>;
}

/** What the rows of a block have in common. */
export interface BlockHead {
  project: string;
  /** Our clock when the request came, in milliseconds: the same each time these rows are inserted. */
  receivedAtMs: number;
}

/** How redaction takes part in encoding. */
export interface Redaction {
  /** Whether body bytes `start` up to `end` may hold what has to be redacted; true costs time, false lets the bytes through as they are. */
  isSuspicious(start: number, end: number): boolean;
  /** The span as it may be stored. Asked once for each span that had to be read into an object, after all have been decoded. */
  redact(span: Span): Span;
}

/** What became of a request's bytes: its spans are in the block, or nothing of it can be taken. */
export type Encoded = { kind: "encoded"; rejected: Rejected; warnings: string[] } | { kind: "undecodable"; reason: string };
