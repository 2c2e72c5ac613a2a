import type { ByteBuffer } from "./byte-buffer.ts";
import type { NamedColumn } from "./columns/named-column.ts";

/**
 * One block of ClickHouse's Native format as HTTP takes it: the number of columns and of rows as varints, then column by column.
 * Blocks may be sent one after the other. Of no rows there is no block, since ClickHouse reads an empty one as the end.
 */
export function writeBlock(columns: readonly NamedColumn[], rows: number, out: ByteBuffer): void {
  if (rows === 0) return;
  out.varint(columns.length);
  out.varint(rows);
  for (const { head, column } of columns) {
    out.append(head);
    column.writePrefix(out);
    column.writeData(out);
  }
}
