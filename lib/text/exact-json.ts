import { isSafeNumber, parse } from "lossless-json";

/** A number of which no double holds all digits, such as an id beyond 2^53; kept as it was written. */
export class ExactNumber {
  readonly digits: string;
  constructor(digits: string) {
    this.digits = digits;
  }
}

/** A JSON value whose numbers keep their digits. */
export type JsonValue = string | number | boolean | null | ExactNumber | JsonValue[] | JsonObject;
/** A JSON object of such values. */
export interface JsonObject {
  [key: string]: JsonValue;
}

/** So many digits in a row, or so high an exponent, may be more than a double holds; anything shorter is read by the engine itself. */
const MAY_BE_INEXACT = /\d[\d.]{15}|[eE][+-]?\d{3}/;

/** The value of a JSON text; undefined when it is no JSON. Of a repeated key the last one counts, as with JSON.parse. */
export function parseExact(text: string): { value: JsonValue } | undefined {
  try {
    return MAY_BE_INEXACT.test(text) ? (parseDigits(text) ?? { value: parsePlain(text) }) : { value: parsePlain(text) };
  } catch {
    return undefined;
  }
}

const parsePlain = (text: string): JsonValue => JSON.parse(text);

/** Undefined when the text nests deeper than a parser that calls itself can follow. */
function parseDigits(text: string): { value: JsonValue } | undefined {
  try {
    const value = parse(text, undefined, {
      parseNumber: (digits) => (isSafeNumber(digits) ? Number(digits) : new ExactNumber(digits)),
      onDuplicateKey: ({ newValue }) => newValue,
    });
    return isJson(value) ? { value } : undefined;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** What the parser returns is JSON throughout; its outermost value is looked at, no more. */
const isJson = (value: unknown): value is JsonValue => value === null || ["string", "number", "boolean", "object"].includes(typeof value);

/** An object, not a list, null or a number. */
export const isObject = (value: JsonValue | undefined): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof ExactNumber);

/** A member that is the object's own; undefined when it has none of that name. */
export const memberNamed = (object: JsonObject, key: string): JsonValue | undefined => (Object.hasOwn(object, key) ? object[key] : undefined);

/** Two values that are no lists or objects; a number is the same only by all of its digits. */
export const isSameScalar = (a: JsonValue | undefined, b: JsonValue | undefined): boolean =>
  a === b || (a instanceof ExactNumber && b instanceof ExactNumber && a.digits === b.digits);

interface Frame {
  close: string;
  keys: readonly string[] | undefined;
  values: readonly JsonValue[];
  at: number;
}

/** The JSON text of a value up to `max` characters: nothing beyond is written out, however large or deep the value is. */
export function jsonStart(value: JsonValue, max: number): { text: string; isWhole: boolean } {
  const frames: Frame[] = [];
  let text = openingOf(value, frames, max);
  while (frames.length > 0 && text.length <= max) {
    const frame = frames.at(-1);
    const next = frame?.values[frame.at];
    if (frame === undefined || next === undefined) {
      text += frames.pop()?.close ?? "";
      continue;
    }
    const key = frame.keys?.[frame.at];
    text += `${frame.at === 0 ? "" : ","}${key === undefined ? "" : `${JSON.stringify(key)}:`}`;
    frame.at += 1;
    text += openingOf(next, frames, max);
  }
  return text.length > max || frames.length > 0 ? { text: text.slice(0, max), isWhole: false } : { text, isWhole: true };
}

function openingOf(value: JsonValue, frames: Frame[], max: number): string {
  if (value instanceof ExactNumber) return value.digits;
  if (Array.isArray(value)) {
    frames.push({ close: "]", keys: undefined, values: value, at: 0 });
    return "[";
  }
  if (isObject(value)) {
    frames.push({ close: "}", keys: Object.keys(value), values: Object.values(value), at: 0 });
    return "{";
  }
  return typeof value === "string" && value.length > max ? JSON.stringify(value.slice(0, max + 1)).slice(0, -1) : JSON.stringify(value);
}
