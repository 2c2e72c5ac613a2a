import { base64Decode } from "@bufbuild/protobuf/wire";
import { noAttributes, type Attributes, type AttributeValue } from "@/lib/model/attributes.ts";
import { addLast, type AttributeBag } from "../capped.ts";
import type { Intake } from "../intake.ts";
import { ATTRIBUTES_MAX, DEPTH_MAX, NESTED_VALUES_MAX, TOO_DEEP, VALUE_CHARS_MAX } from "../limits.ts";
import { inWords, Malformed } from "../malformed.ts";
import { bytesWithinLimit } from "../text.ts";
import { int64Of, listAt, objectAt, objectOf, textAt, textOf, type JsonObject } from "./fields.ts";

const NOT_FINITE = new Set(["NaN", "Infinity", "-Infinity"]);
const DECIMAL = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/;

/** The list of KeyValues at `attributes`, those within the limit, into the bag. */
export function readAttributes(owner: JsonObject, field: string, bag: AttributeBag, intake: Intake): AttributeBag {
  const { items, leftOut } = listAt(owner, "attributes", field, ATTRIBUTES_MAX);
  for (const item of items) {
    const { key, value } = readKeyValue(item, field, 0, intake);
    bag.add(key, value, intake);
  }
  bag.leftOut += leftOut;
  return bag;
}

function readKeyValue(item: unknown, field: string, depth: number, intake: Intake): { key: string; value: AttributeValue } {
  const entry = objectOf(item, field);
  const key = textAt(entry, "key", field, { charsMax: Infinity, intake });
  return { key, value: readAnyValue(objectAt(entry, "value", field), field, depth, intake) };
}

/** An AnyValue that stands alone: the body of a log record. */
export const readBody = (owner: JsonObject, intake: Intake): AttributeValue => readAnyValue(objectAt(owner, "body", "body"), "body", 0, intake);

function readAnyValue(value: JsonObject, field: string, depth: number, intake: Intake): AttributeValue {
  const { stringValue, boolValue, intValue, doubleValue, bytesValue, arrayValue, kvlistValue } = value;
  if (isSet(stringValue)) return textOf(stringValue, field, { charsMax: VALUE_CHARS_MAX, intake });
  if (isSet(boolValue)) return boolOf(boolValue, field);
  if (isSet(intValue)) return int64Of(intValue, field);
  if (isSet(doubleValue)) return doubleOf(doubleValue, field);
  if (isSet(bytesValue)) return bytesOf(bytesValue, field, intake);
  if (!isSet(arrayValue) && !isSet(kvlistValue)) return null;
  if (depth >= DEPTH_MAX) {
    intake.warn("depth");
    return TOO_DEEP;
  }
  return isSet(arrayValue)
    ? readArray(objectOf(arrayValue, field), field, depth + 1, intake)
    : readKvlist(objectOf(kvlistValue, field), field, depth + 1, intake);
}

function readArray(array: JsonObject, field: string, depth: number, intake: Intake): AttributeValue[] {
  return nestedValues(array, field, intake).map((item) => readAnyValue(objectOf(item ?? {}, field), field, depth, intake));
}

function readKvlist(list: JsonObject, field: string, depth: number, intake: Intake): Attributes {
  const kvlist = noAttributes();
  for (const item of nestedValues(list, field, intake)) {
    const { key, value } = readKeyValue(item, field, depth, intake);
    addLast(kvlist, key, value, intake);
  }
  return kvlist;
}

/** The values of an array or kvlist that may be read. */
function nestedValues(owner: JsonObject, field: string, intake: Intake): unknown[] {
  const { items, leftOut } = listAt(owner, "values", field, NESTED_VALUES_MAX);
  if (leftOut > 0) intake.warn("nested_values");
  return items.filter(() => intake.takesNestedValue());
}

const isSet = (value: unknown): boolean => value !== undefined && value !== null;

function boolOf(value: unknown, field: string): boolean {
  if (typeof value !== "boolean") throw new Malformed(field, "boolValue to be true or false", inWords(value));
  return value;
}

function doubleOf(value: unknown, field: string): number {
  if (typeof value === "number" || typeof value === "bigint") return Number(value);
  if (typeof value === "string" && (NOT_FINITE.has(value) || DECIMAL.test(value))) return Number(value);
  throw new Malformed(field, "doubleValue to be a number", inWords(value));
}

function bytesOf(value: unknown, field: string, intake: Intake): Uint8Array {
  try {
    return bytesWithinLimit(base64Decode(textOf(value, field, { charsMax: Infinity, intake })), VALUE_CHARS_MAX, intake);
  } catch {
    throw new Malformed(field, "bytesValue to be base64", inWords(value));
  }
}
