import type { BinaryReader } from "@bufbuild/protobuf/wire";
import { noAttributes, type AttributeValue } from "@/lib/model/attributes.ts";
import { addLast, type AttributeBag } from "../capped.ts";
import type { Intake } from "../intake.ts";
import { DEPTH_MAX, TOO_DEEP, VALUE_CHARS_MAX } from "../limits.ts";
import { bytesWithinLimit } from "../text.ts";
import { checkEnd, messageEnd, readText, skipField } from "./wire.ts";

const KEY_VALUE = ["", "attributes", "attributes"];
const ANY_VALUE = ["", ...Array.from({ length: 7 }, () => "attributes")];
const VALUES = ["", "attributes"];

/** Reads the KeyValue at the reader into the bag, or skips it when the bag is full. */
export function readAttribute(reader: BinaryReader, bag: AttributeBag, intake: Intake): void {
  if (!bag.hasRoom()) {
    reader.bytes();
    return;
  }
  const { key, value } = readKeyValue(reader, 0, intake);
  bag.add(key, value, intake);
}

function readKeyValue(reader: BinaryReader, depth: number, intake: Intake): { key: string; value: AttributeValue } {
  const end = messageEnd(reader);
  let key = "";
  let value: AttributeValue = null;
  while (reader.pos < end) {
    const tag = reader.uint32();
    if (tag === 10) key = readText(reader, Infinity, intake);
    else if (tag === 18) value = readAnyValue(reader, depth, intake);
    else skipField(reader, tag, KEY_VALUE);
  }
  checkEnd(reader, end, "attributes");
  return { key, value };
}

/** An AnyValue that stands alone: the body of a log record. */
export const readBody = (reader: BinaryReader, intake: Intake): AttributeValue => readAnyValue(reader, 0, intake);

function readAnyValue(reader: BinaryReader, depth: number, intake: Intake): AttributeValue {
  const end = messageEnd(reader);
  let value: AttributeValue = null;
  while (reader.pos < end) value = readVariant(reader, depth, intake, value);
  checkEnd(reader, end, "attributes");
  return value;
}

/** One field of an AnyValue: on the wire the last field of a oneof wins, so the value so far stays if it is an unknown one. */
function readVariant(reader: BinaryReader, depth: number, intake: Intake, soFar: AttributeValue): AttributeValue {
  const tag = reader.uint32();
  switch (tag) {
    case 10:
      return readText(reader, VALUE_CHARS_MAX, intake);
    case 16:
      return reader.bool();
    case 24:
      return BigInt(reader.int64());
    case 33:
      return reader.double();
    case 42:
    case 50:
      return depth < DEPTH_MAX ? readNested(reader, tag === 50, depth + 1, intake) : skipNested(reader, intake);
    case 58:
      return bytesWithinLimit(reader.bytes(), VALUE_CHARS_MAX, intake);
    default:
      skipField(reader, tag, ANY_VALUE);
      return soFar;
  }
}

function skipNested(reader: BinaryReader, intake: Intake): string {
  reader.bytes();
  intake.warn("depth");
  return TOO_DEEP;
}

/** An ArrayValue or a KeyValueList: both are a repeated field 1. */
function readNested(reader: BinaryReader, isKvlist: boolean, depth: number, intake: Intake): AttributeValue {
  const end = messageEnd(reader);
  const list: AttributeValue[] = [];
  const kvlist = noAttributes();
  while (reader.pos < end) {
    const tag = reader.uint32();
    if (tag !== 10) {
      skipField(reader, tag, VALUES);
    } else if (!intake.takesNestedValue()) {
      reader.bytes();
    } else if (isKvlist) {
      const { key, value } = readKeyValue(reader, depth, intake);
      addLast(kvlist, key, value, intake);
    } else {
      list.push(readAnyValue(reader, depth, intake));
    }
  }
  checkEnd(reader, end, "attributes");
  return isKvlist ? kvlist : list;
}
