import type { Span } from "@/lib/model/span.ts";
import type { Intake } from "../decode/intake.ts";

/** The spans of one request as ClickHouse's Native format takes them, and what has to be known of them besides. */
export interface SpanChunk {
  /** One block of the table `spans`, in memory of its own; no bytes when there are no rows. */
  bytes: Uint8Array<ArrayBuffer>;
  rows: number;
  /** The traces in it, each once, as lower-case hex. */
  traceIds: string[];
  /** Two words a row, in the order of the rows; see `Fingerprints`. */
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
  /**
   * Whether body bytes `start` up to `end` may hold what has to be redacted. Of resources and scopes it is asked first, then of each of
   * their spans. true costs time; false lets the bytes through as they are.
   */
  isSuspicious: (start: number, end: number) => boolean;
  /** The span as it may be stored: asked of each span that had to be read into an object. */
  redact: (span: Span) => Span;
}

/** What became of a request's bytes. */
export interface Encoded {
  /** Why nothing of the request can be taken; then the block's rows and the intake's counts are void. */
  undecodable: string | undefined;
  /** What was refused and what was noted, as `decodeTraces` tells it. */
  intake: Intake<Span>;
}
