import type { ByteBuffer } from "../byte-buffer.ts";
import type { Cursor } from "./cursor.ts";
import { UNUSUAL } from "./unusual.ts";

const DIGITS = "0123456789abcdef";
/** The two hex digits of each byte as a little-endian UInt16. */
const HEX = Uint16Array.from({ length: 256 }, (_, byte) => DIGITS.charCodeAt(byte >> 4) | (DIGITS.charCodeAt(byte & 15) << 8));

/** Adds the id of `length` bytes that begins at the cursor and must end at `end`, as hex; unusual when it is no id. */
export function writeId(from: Cursor, end: number, length: number, into: ByteBuffer): void {
  const { view, pos } = from;
  if (end - pos !== length) throw UNUSUAL;
  let bits = 0;
  for (let at = pos; at < end; at += 4) bits |= view.getUint32(at, true);
  if (bits === 0) throw UNUSUAL;
  into.reserve(2 * length);
  const target = into.view;
  let to = into.length;
  for (let at = pos; at < end; at += 1) {
    target.setUint16(to, HEX[view.getUint8(at)] ?? 0, true);
    to += 2;
  }
  into.length = to;
  from.pos = end;
}

/** As `writeId`, but as a String, of which no bytes or only zeros make an empty one. */
export function writeOptionalId(from: Cursor, end: number, length: number, into: ByteBuffer): void {
  if (end === from.pos || isZero(from, end)) {
    if (end !== from.pos && end - from.pos !== length) throw UNUSUAL;
    into.byte(0);
    from.pos = end;
    return;
  }
  into.byte(2 * length);
  writeId(from, end, length, into);
}

function isZero({ view, pos }: Cursor, end: number): boolean {
  for (let at = pos; at < end; at += 1) if (view.getUint8(at) !== 0) return false;
  return true;
}
