import { doubleText } from "@/lib/clickhouse/any-value.ts";
import type { ByteBuffer } from "../byte-buffer.ts";
import type { Cursor } from "./cursor.ts";
import { UNUSUAL } from "./unusual.ts";

const DIGIT_0 = 0x30;
/** Seven bytes of a varint are 49 bits, which a JavaScript number holds exactly. */
const EXACT_BITS = 49;
const VARINT_BITS_MAX = 70;

/** Adds the int64 at the cursor in decimal, as a String. */
export function writeInt64(from: Cursor, into: ByteBuffer): void {
  const start = from.pos;
  let value = 0;
  let unit = 1;
  for (let bits = 0; bits < EXACT_BITS; bits += 7) {
    const byte = from.view.getUint8(from.pos);
    from.pos += 1;
    value += (byte & 0x7f) * unit;
    if (byte < 0x80) {
      if (value < 2 ** 31) writeDigits(value, into);
      else writeAscii(String(value), into);
      return;
    }
    unit *= 128;
  }
  from.pos = start;
  writeAscii(longInt64(from).toString(), into);
}

/** Adds the double at `at`, as a String. */
export function writeDouble(from: Cursor, at: number, into: ByteBuffer): void {
  writeAscii(doubleText(from.view.getFloat64(at, true)), into);
}

/** Adds ASCII text of less than 128 characters as a String. */
export function writeAscii(text: string, into: ByteBuffer): void {
  into.byte(text.length);
  into.ascii(text);
}

function writeDigits(value: number, into: ByteBuffer): void {
  let digits = 1;
  for (let bound = 10; value >= bound; bound *= 10) digits += 1;
  into.reserve(digits + 1);
  const { view, length } = into;
  view.setUint8(length, digits);
  let rest = value;
  for (let at = length + digits; at > length; at -= 1) {
    const quotient = (rest / 10) | 0;
    view.setUint8(at, DIGIT_0 + rest - 10 * quotient);
    rest = quotient;
  }
  into.length += digits + 1;
}

function longInt64(from: Cursor): bigint {
  let value = 0n;
  for (let bits = 0; bits < VARINT_BITS_MAX; bits += 7) {
    const byte = from.view.getUint8(from.pos);
    from.pos += 1;
    value |= BigInt(byte & 0x7f) << BigInt(bits);
    if (byte < 0x80) return BigInt.asIntN(64, value);
  }
  throw UNUSUAL;
}
