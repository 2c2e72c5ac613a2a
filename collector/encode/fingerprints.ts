import { ByteBuffer } from "./byte-buffer.ts";
import type { SpanColumns } from "./columns/span-columns.ts";
import { finishHash, hashLong, hashWord } from "./hash-bytes.ts";

/** Tells the two words apart. */
const SEED_LOW = 0x13198a2e;

/**
 * Two words a row: a hash of what the table's order and its `content_hash` are made of, so that two rows of one project have the same
 * when ClickHouse merges them into one.
 */
export class Fingerprints {
  private readonly words = new ByteBuffer();

  /** Adds that of the row that has been begun by `mark` and is not ended. */
  add(columns: SpanColumns): void {
    const content = contentHash(columns);
    const trace = columns.traceId.values;
    const span = columns.spanId.values;
    let high = content;
    let low = content ^ SEED_LOW;
    for (let at = trace.markedLength; at < trace.length; at += 4) {
      const word = trace.view.getUint32(at, true);
      high = hashWord(high, word);
      low = hashWord(low, ~word);
    }
    for (let at = span.markedLength; at < span.length; at += 4) {
      const word = span.view.getUint32(at, true);
      high = hashWord(high, word);
      low = hashWord(low, ~word);
    }
    this.words.uint32(finishHash(high));
    this.words.uint32(finishHash(low));
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
  hash = hashUint64(start.values, hash);
  hash = hashUint64(end.values, hash);
  hash = hashSince(statusMessage.values, hash);
  return columns.links.hash(columns.events.hash(columns.attributes.hash(hash)));
}

const hashUint64 = ({ view, length }: ByteBuffer, seed: number): number => hashWord(hashWord(seed, view.getUint32(length - 8, true)), view.getUint32(length - 4, true));

const hashSince = ({ view, markedLength, length }: ByteBuffer, seed: number): number => hashLong(view, markedLength, length, seed);
