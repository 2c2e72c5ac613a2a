import { WireType, type BinaryReader } from "@bufbuild/protobuf/wire";
import { bytesToHex } from "@noble/hashes/utils.js";
import type { Intake } from "../intake.ts";
import { Malformed } from "../malformed.ts";
import { withinLimit } from "../text.ts";

const WIRE_TYPES = [
  { type: WireType.Varint, words: "a varint" },
  { type: WireType.Bit64, words: "64 bits" },
  { type: WireType.LengthDelimited, words: "a length and bytes" },
  { type: WireType.StartGroup, words: "a group" },
  { type: WireType.EndGroup, words: "the end of a group" },
  { type: WireType.Bit32, words: "32 bits" },
];

/** The part of a reader's bytes that one message takes up: tags are read until `end`. */
export function messageEnd(reader: BinaryReader): number {
  const length = reader.uint32();
  return reader.pos + length;
}

/** Says that a message ended where its length said; a field that runs over it makes the message malformed. */
export function checkEnd(reader: BinaryReader, end: number, message: string): void {
  if (reader.pos !== end) throw new Malformed(message, `${message} to end at its length`, "a field that runs over it");
}

/**
 * Skips the field with this tag, which the caller does not know. If `names` has its number, the caller does know it, but
 * with another wire type.
 */
export function skipField(reader: BinaryReader, tag: number, names: readonly string[]): void {
  const number = tag >>> 3;
  const name = number === 0 ? "field" : names[number];
  const wire = WIRE_TYPES[tag & 7];
  if (name !== undefined || wire === undefined) {
    throw new Malformed(name ?? "field", "a field number and wire type of the OTLP proto", wire?.words ?? "an unknown wire type");
  }
  reader.skip(wire.type, number);
}

/** Lower-case hex of an id of `length` bytes; malformed if the length is another or every byte is zero. */
export function readId(reader: BinaryReader, field: string, length: number): string {
  const id = readOptionalId(reader, field, length);
  if (id === "") throw new Malformed(field, `${length} bytes that are not all zero`, "none or only zeros");
  return id;
}

/** As `readId`, but no bytes or only zeros mean that there is no id: "". */
export function readOptionalId(reader: BinaryReader, field: string, length: number): string {
  const id = reader.bytes();
  if (id.length !== length && id.length !== 0) throw new Malformed(field, `${length} bytes`, `${id.length} bytes`);
  return id.some((byte) => byte !== 0) ? bytesToHex(id) : "";
}

/** As `readOptionalId`, but an id of another length is no id either. */
export function readLinkId(reader: BinaryReader, length: number): string {
  const id = reader.bytes();
  return id.length === length && id.some((byte) => byte !== 0) ? bytesToHex(id) : "";
}

/** A string field, cut to the limit; U+FFFD stands for bytes that are not UTF-8. */
export function readText(reader: BinaryReader, charsMax: number, intake: Intake): string {
  const start = reader.pos;
  const text = reader.string();
  if (text.includes("\ufffd") && !isUtf8At(reader, start)) intake.warn("utf8");
  return withinLimit(text, charsMax, intake);
}

/** Whether the string field at `start` is UTF-8: a U+FFFD may well have been sent. */
function isUtf8At(reader: BinaryReader, start: number): boolean {
  const end = reader.pos;
  reader.pos = start;
  try {
    reader.string(true);
    return true;
  } catch {
    return false;
  } finally {
    reader.pos = end;
  }
}

/** A fixed64 as a bigint; nanoseconds do not fit a JavaScript number. */
export const readFixed64 = (reader: BinaryReader): bigint => BigInt(reader.fixed64());
