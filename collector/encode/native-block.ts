import { ByteBuffer } from "./byte-buffer.ts";
import type { NamedColumn } from "./columns/named-column.ts";

/**
 * One block of ClickHouse's Native format as HTTP takes it: the number of columns and of rows as varints, then column by column.
 * Blocks may be sent one after the other. Of no rows there is no block, since ClickHouse reads an empty one as the end.
 */
export function nativeBlock(columns: readonly NamedColumn[], rows: number): Uint8Array<ArrayBuffer> {
  const out = new ByteBuffer();
  if (rows > 0) {
    out.varint(columns.length);
    out.varint(rows);
    for (const { head, column } of columns) {
      out.append(head);
      column.writePrefix(out);
      column.writeData(out);
    }
  }
  return out.written().slice();
}
