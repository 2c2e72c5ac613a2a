import { ByteBuffer, varintBytes } from "./byte-buffer.ts";
import type { NamedColumn } from "./columns/named-column.ts";

/**
 * One block of ClickHouse's Native format as HTTP takes it: the number of columns and of rows as varints, then column by column.
 * Blocks may be sent one after the other. Of no rows there is no block, since ClickHouse reads an empty one as the end.
 */
export function nativeBlock(columns: readonly NamedColumn[], rows: number): Uint8Array<ArrayBuffer> {
  if (rows === 0) return new Uint8Array();
  const size = columns.reduce((sum, { head, column }) => sum + head.length + column.size(), varintBytes(columns.length) + varintBytes(rows));
  // Of the right size at once: fresh memory is what costs most here.
  const out = new ByteBuffer(size);
  out.varint(columns.length);
  out.varint(rows);
  for (const { head, column } of columns) {
    out.append(head);
    column.writePrefix(out);
    column.writeData(out);
  }
  if (out.length !== size) throw new Error(`a block of ${size} bytes has become ${out.length}`);
  return out.bytes;
}
