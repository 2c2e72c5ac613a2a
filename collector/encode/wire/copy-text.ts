import { isUtf8 } from "node:buffer";
import type { ByteBuffer } from "../byte-buffer.ts";
import type { Cursor } from "./cursor.ts";
import { UNUSUAL } from "./unusual.ts";

/** Up to here a loop is quicker than the calls that check and copy, and the length is one byte. */
const LOOP_BYTES_MAX = 127;
/** The bits that no ASCII character has, in four bytes. */
const NOT_ASCII = 0x8080_8080;

/** Adds the text from the cursor up to `end` as a String; unusual when it is not UTF-8. The cursor then stands at `end`. */
export function copyText(from: Cursor, end: number, into: ByteBuffer): void {
  if (end - from.pos > LOOP_BYTES_MAX) copyLong(from, end, into);
  else copyShort(from, from.pos, end, into);
  from.pos = end;
}

/** As `copyText`, of at most 127 bytes from `pos` on; the cursor stays where it is. */
export function copyShort({ bytes, view }: Cursor, pos: number, end: number, into: ByteBuffer): void {
  into.reserve(end - pos + 1);
  const target = into.view;
  target.setUint8(into.length, end - pos);
  let to = into.length + 1;
  let at = pos;
  let bits = 0;
  for (; at + 4 <= end; at += 4) {
    const word = view.getUint32(at, true);
    bits |= word;
    target.setUint32(to, word, true);
    to += 4;
  }
  for (; at < end; at += 1) {
    const byte = view.getUint8(at);
    bits |= byte;
    target.setUint8(to, byte);
    to += 1;
  }
  into.length = to;
  if ((bits & NOT_ASCII) !== 0 && !isUtf8(bytes.subarray(pos, end))) throw UNUSUAL;
}

function copyLong({ bytes, pos }: Cursor, end: number, into: ByteBuffer): void {
  const text = bytes.subarray(pos, end);
  if (!isUtf8(text)) throw UNUSUAL;
  into.varint(text.length);
  into.append(text);
}
