import { ByteBuffer } from "../byte-buffer.ts";
import type { RowColumn } from "./column.ts";

/**
 * A column whose data are its values one after the other: FixedString, numbers, DateTime64, and String, of which each value is
 * its length in bytes as a varint and then the bytes. Whoever adds a value writes it into `values`.
 */
export class PlainColumn implements RowColumn {
  readonly values = new ByteBuffer();

  mark(): void {
    this.values.mark();
  }

  rollback(): void {
    this.values.rollback();
  }

  repeat(times: number): void {
    this.values.repeat(times);
  }

  size(): number {
    return this.values.length;
  }

  writePrefix(): void {
    // Plain values have no versions.
  }

  writeData(out: ByteBuffer): void {
    out.append(this.values.written());
  }

  clear(): void {
    this.values.clear();
  }
}
