import { ByteBuffer } from "./byte-buffer.ts";
import type { SpanColumns } from "./columns/span-columns.ts";
import { finishHash, hashBytes, hashLong, hashWord } from "./hash-bytes.ts";

const [SEED_HIGH, SEED_LOW] = [0x243f6a88, 0x13198a2e];

/**
 * Two words a row: a hash of what the table's order and its `content_hash` are made of, so that two rows of one project have the same
 * when ClickHouse merges them into one.
 */
export class Fingerprints {
  private readonly words = new ByteBuffer();

  /** Adds that of the row that has been begun by `mark` and is not ended. */
  add(columns: SpanColumns): void {
    const content = contentHash(columns);
    const ids = columns.traceId.values;
    const span = columns.spanId.values;
    const high = hashBytes(span.view, span.markedLength, span.length, hashBytes(ids.view, ids.markedLength, ids.length, SEED_HIGH));
    const low = hashBytes(span.view, span.markedLength, span.length, hashBytes(ids.view, ids.markedLength, ids.length, SEED_LOW));
    this.words.uint32(finishHash(hashWord(high, content)));
    this.words.uint32(finishHash(hashWord(low, content ^ SEED_LOW)));
  }

  toArray(): Uint32Array<ArrayBuffer> {
    return new Uint32Array(this.words.written().slice().buffer);
  }

  clear(): void {
    this.words.clear();
  }
}

function contentHash(columns: SpanColumns): number {
  const { parentSpanId, name, kind, start, end, statusCode, statusMessage } = columns;
  let hash = hashSince(parentSpanId.values, columns.source.resourceHash);
  hash = hashWord(hash, name.hashOfLast());
  hash = hashWord(hash, kind.hashOfLast());
  hash = hashWord(hash, statusCode.hashOfLast());
  hash = hashSince(start.values, hash);
  hash = hashSince(end.values, hash);
  hash = hashSince(statusMessage.values, hash);
  return columns.links.hash(columns.events.hash(columns.attributes.hash(hash)));
}

const hashSince = ({ view, markedLength, length }: ByteBuffer, seed: number): number => hashLong(view, markedLength, length, seed);
