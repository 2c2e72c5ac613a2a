import type { RejectRow } from "@/lib/model/ingest.ts";
import type { Signal } from "../receive/answer.ts";
import type { Encoding } from "../decode/decode.ts";
import type { Redacted } from "../redact/redacted.ts";

/** The compressions of a request's body that may be taken; zstd only where Node has it. */
export type ContentEncoding = "identity" | "gzip" | "zstd";

/** One export request as it came over HTTP or gRPC, its body still compressed. */
export interface RawRequest {
  signal: Signal;
  encoding: Encoding;
  contentEncoding: ContentEncoding;
  body: Uint8Array;
}

/** Rows of one table, in the bytes that ClickHouse takes: chunks of one table and format may be sent one after the other as one insert. */
export interface Chunk {
  table: "spans" | "log_records" | "rejects";
  format: "Native" | "JSONEachRow";
  rows: number;
  bytes: Uint8Array;
}

/** A request of which nothing can be taken. */
export interface Refused {
  kind: "refused";
  status: 400 | 413 | 415;
  message: string;
  rejects: Redacted<readonly RejectRow[]>;
}

/** A request made ready for the disk: decoded, redacted and encoded. */
export interface Ready {
  kind: "ready";
  /** SHA-256 of the body as sent, in hex: the same request sent again has the same. */
  digest: string;
  /** Records in the request: those in `chunks`, the rejected and the ignored. */
  received: number;
  rejected: number;
  /** Log records that were taken, as OTLP wants it, and not kept, since no handoff can be read from them. */
  ignored: number;
  /** The ignored by the reason; the sum is `ignored`. */
  ignoredByReason: Readonly<Record<string, number>>;
  /** What the sender should know of records that were rejected or changed; "" when there is nothing. */
  message: string;
  chunks: Redacted<readonly Chunk[]>;
  rejects: Redacted<readonly RejectRow[]>;
  /** The traces that have grown, each once. */
  traceIds: readonly string[];
  /** Two words a stored record: a hash of its ids and content, by which a record sent again in another request is counted. */
  fingerprints: Uint32Array;
  /** How many values each redaction rule changed. */
  redactions: Readonly<Record<string, number>>;
}

/** What became of the bytes of a request. */
export type Prepared = Refused | Ready;
