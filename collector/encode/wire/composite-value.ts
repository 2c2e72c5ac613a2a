import { BinaryReader } from "@bufbuild/protobuf/wire";
import { anyValueText } from "@/lib/clickhouse/any-value.ts";
import type { AttributeValue } from "@/lib/model/attributes.ts";
import { Intake } from "../../decode/intake.ts";
import { readBody } from "../../decode/protobuf/attributes.ts";
import { TRACES } from "../../decode/signals.ts";
import { ByteBuffer } from "../byte-buffer.ts";
import { appendString } from "../text-bytes.ts";
import type { Cursor } from "./cursor.ts";
import { UNUSUAL } from "./unusual.ts";

const [VALUES, STRING] = [10, 10];
const [SPACE, QUOTE, COMMA, BACKSLASH, DELETE] = [0x20, 0x22, 0x2c, 0x5c, 0x7f];
/** Longer arrays of texts are rare, and no slower by way of objects. */
const PLAIN_BYTES_MAX = 4096;
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const OPEN = bytesOf('{"arrayValue":{"values":[');
const CLOSE = bytesOf("]}}");
const OPEN_ITEM = bytesOf('{"stringValue":"');
const CLOSE_ITEM = bytesOf('"}');
const scratch = new ByteBuffer();

/**
 * Adds the AnyValue of an array or kvlist, whose length stands at `start` and which ends at `end`, as the text of its OTLP/JSON.
 * Returns how many values are in it; unusual when the object decoder had to change anything.
 */
export function writeComposite(from: Cursor, start: number, end: number, into: ByteBuffer): number {
  const intake = new Intake<AttributeValue>(TRACES.words);
  const reader = new BinaryReader(from.bytes.subarray(start, end));
  intake.take(() => readBody(reader, intake));
  const [value] = intake.items;
  if (value === undefined || intake.warnings().length > 0 || intake.rejected.count > 0) throw UNUSUAL;
  appendString(into, anyValueText(value));
  from.pos = end;
  return intake.nestedValues;
}

/**
 * Adds the ArrayValue from the cursor up to `end` if it is an array of texts that JSON writes as they are, such as the reasons a model
 * gave for its end. Returns how many they are; -1, and then nothing was added, when it is another array.
 */
export function writePlainArray(from: Cursor, end: number, into: ByteBuffer): number {
  if (end - from.pos > PLAIN_BYTES_MAX) return -1;
  scratch.clear();
  scratch.append(OPEN);
  let count = 0;
  for (; from.pos < end; count += 1) {
    if (count > 0) scratch.byte(COMMA);
    if (!writePlainItem(from, end)) return -1;
  }
  scratch.append(CLOSE);
  into.varint(scratch.length);
  into.append(scratch.written());
  return count;
}

/** Adds the AnyValue at the cursor to the scratch; false when it is not a plain text. */
function writePlainItem(from: Cursor, limit: number): boolean {
  if (from.varint() !== VALUES) return false;
  const end = from.fieldEnd(limit);
  if (from.pos === end || from.varint() !== STRING || from.fieldEnd(end) !== end) return false;
  scratch.append(OPEN_ITEM);
  for (; from.pos < end; from.pos += 1) {
    const byte = from.view.getUint8(from.pos);
    if (byte < SPACE || byte >= DELETE || byte === QUOTE || byte === BACKSLASH) return false;
    scratch.byte(byte);
  }
  scratch.append(CLOSE_ITEM);
  return true;
}
