import type { ByteBuffer } from "../byte-buffer.ts";

/**
 * A column of a block in ClickHouse's Native format. A block is the number of its columns and rows, then of each column its name,
 * its type, its prefix (which versions of serialisation its parts have) and its data; of no rows there is no data.
 */
export interface Column {
  /** Bytes of prefix and data. */
  size(): number;
  writePrefix(out: ByteBuffer): void;
  writeData(out: ByteBuffer): void;
  clear(): void;
}

/** A column that can take its last rows back, or write them again. */
export interface RowColumn extends Column {
  /** Remembers the rows so far. */
  mark(): void;
  /** Takes back what was added since `mark`. */
  rollback(): void;
  /** Adds what was added since `mark` again, so many times. */
  repeat(times: number): void;
}
