import { isUtf8 } from "node:buffer";
import type { ByteBuffer } from "../byte-buffer.ts";
import type { Cursor } from "./cursor.ts";
import { UNUSUAL } from "./unusual.ts";

/** Up to here a loop is quicker than the calls that check and copy. */
const LOOP_BYTES_MAX = 128;
/** The bits that no ASCII character has, in four bytes. */
const NOT_ASCII = 0x8080_8080;

/** Adds the text from the cursor up to `end` as a String; unusual when it is not UTF-8. The cursor then stands at `end`. */
export function copyText(from: Cursor, end: number, into: ByteBuffer): void {
  const length = end - from.pos;
  into.varint(length);
  if (length > LOOP_BYTES_MAX) copyLong(from, end, into);
  else copyShort(from, end, into);
  from.pos = end;
}

function copyShort({ bytes, view, pos }: Cursor, end: number, into: ByteBuffer): void {
  into.reserve(end - pos);
  const target = into.view;
  let to = into.length;
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
  into.append(text);
}
