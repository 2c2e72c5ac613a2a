import type { ByteBuffer } from "../byte-buffer.ts";
import type { Column } from "./column.ts";

/**
 * A column Array(…): one column of a Nested. Prefix: that of the items. Data: for each row the number of items up to its end as
 * UInt64, then all items as a column. The columns of one Nested share `ends`, so whoever owns these parts clears them.
 */
export class ArrayColumn implements Column {
  private readonly ends: Column;
  private readonly items: Column;

  constructor(ends: Column, items: Column) {
    this.ends = ends;
    this.items = items;
  }

  size(): number {
    return this.ends.size() + this.items.size();
  }

  writePrefix(out: ByteBuffer): void {
    this.items.writePrefix(out);
  }

  writeData(out: ByteBuffer): void {
    this.ends.writeData(out);
    this.items.writeData(out);
  }

  clear(): void {
    this.items.clear();
  }
}
