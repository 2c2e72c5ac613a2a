import { ByteBuffer } from "../byte-buffer.ts";
import type { Dictionary } from "../dictionary.ts";
import type { RowColumn } from "./column.ts";
import { LowCardinalityColumn } from "./low-cardinality-column.ts";

/**
 * A column Map(LowCardinality(String), …), which is an Array(Tuple(key, value)). Prefix: that of keys, that of values. Data: for each row
 * the number of entries up to its end as UInt64, then all keys, then all values. Whoever adds a key adds a value to `values`.
 */
export class MapColumn<Values extends RowColumn> implements RowColumn {
  readonly keys: LowCardinalityColumn;
  readonly values: Values;
  private readonly ends = new ByteBuffer();

  constructor(words: Dictionary, values: Values) {
    this.keys = new LowCardinalityColumn(words);
    this.values = values;
  }

  /** Entries of all rows so far. */
  get entryCount(): number {
    return this.keys.rows.length / 4;
  }

  endRow(): void {
    this.ends.uint64(this.entryCount, 0);
  }

  mark(): void {
    this.keys.mark();
    this.values.mark();
    this.ends.mark();
  }

  rollback(): void {
    this.keys.rollback();
    this.values.rollback();
    this.ends.rollback();
  }

  /** As in all columns, but of a single row. */
  repeat(times: number): void {
    const unit = (this.keys.rows.length - this.keys.rows.markedLength) / 4;
    const count = this.entryCount;
    this.keys.repeat(times);
    this.values.repeat(times);
    for (let time = 1; time <= times; time += 1) this.ends.uint64(count + time * unit, 0);
  }

  size(): number {
    return this.ends.length + this.keys.size() + this.values.size();
  }

  writePrefix(out: ByteBuffer): void {
    this.keys.writePrefix(out);
    this.values.writePrefix(out);
  }

  writeData(out: ByteBuffer): void {
    out.append(this.ends.written());
    this.keys.writeData(out);
    this.values.writeData(out);
  }

  clear(): void {
    this.keys.clear();
    this.values.clear();
    this.ends.clear();
  }
}
