import { base64Decode } from "@bufbuild/protobuf/wire";
import { noAttributes, type Attributes, type AttributeValue } from "@/lib/model/attributes.ts";
import { AttributeBag } from "../capped.ts";
import type { Intake } from "../intake.ts";
import { DEPTH_MAX, TOO_DEEP, VALUE_CHARS_MAX } from "../limits.ts";
import { inWords, Malformed } from "../malformed.ts";
import { int64Of, listAt, objectAt, objectOf, textAt, textOf, type JsonObject } from "./fields.ts";

const NOT_FINITE = new Set(["NaN", "Infinity", "-Infinity"]);
const DECIMAL = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/;

/** The list of KeyValues at `attributes`, those within the limit. */
export function readAttributes(owner: JsonObject, field: string, intake: Intake): AttributeBag {
  const bag = new AttributeBag();
  for (const item of listAt(owner, "attributes", field)) {
    if (!bag.hasRoom()) continue;
    const { key, value } = readKeyValue(item, field, 0, intake);
    bag.add(key, value);
  }
  return bag;
}

function readKeyValue(item: unknown, field: string, depth: number, intake: Intake): { key: string; value: AttributeValue } {
  const entry = objectOf(item, field);
  const key = textAt(entry, "key", field, Infinity);
  return { key, value: readAnyValue(objectAt(entry, "value", field), field, depth, intake) };
}

/** An AnyValue that stands alone: the body of a log record. */
export const readBody = (owner: JsonObject, intake: Intake): AttributeValue => readAnyValue(objectAt(owner, "body", "body"), "body", 0, intake);

function readAnyValue(value: JsonObject, field: string, depth: number, intake: Intake): AttributeValue {
  const { stringValue, boolValue, intValue, doubleValue, bytesValue, arrayValue, kvlistValue } = value;
  if (isSet(stringValue)) return textOf(stringValue, field, VALUE_CHARS_MAX);
  if (isSet(boolValue)) return boolOf(boolValue, field);
  if (isSet(intValue)) return int64Of(intValue, field);
  if (isSet(doubleValue)) return doubleOf(doubleValue, field);
  if (isSet(bytesValue)) return bytesOf(bytesValue, field);
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
  const items = listAt(array, "values", field).filter(() => intake.takesNestedValue());
  return items.map((item) => readAnyValue(objectOf(item ?? {}, field), field, depth, intake));
}

function readKvlist(list: JsonObject, field: string, depth: number, intake: Intake): Attributes {
  const kvlist = noAttributes();
  for (const item of listAt(list, "values", field)) {
    if (!intake.takesNestedValue()) break;
    const { key, value } = readKeyValue(item, field, depth, intake);
    kvlist[key] = value;
  }
  return kvlist;
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

function bytesOf(value: unknown, field: string): Uint8Array {
  try {
    return base64Decode(textOf(value, field, Infinity)).slice(0, VALUE_CHARS_MAX);
  } catch {
    throw new Malformed(field, "bytesValue to be base64", inWords(value));
  }
}
