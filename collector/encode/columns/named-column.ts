import { ByteBuffer } from "../byte-buffer.ts";
import { appendString } from "../text-bytes.ts";
import type { Column } from "./column.ts";

/** A column with what stands before it in a block. */
export interface NamedColumn {
  name: string;
  /** The column's name and type, each as a String. */
  head: Uint8Array;
  column: Column;
}

/** A column under its name and type in the table. */
export function namedColumn(name: string, type: string, column: Column): NamedColumn {
  const head = new ByteBuffer();
  appendString(head, name);
  appendString(head, type);
  return { name, head: head.written().slice(), column };
}
