import type { Intake } from "../intake.ts";
import { inWords, Malformed } from "../malformed.ts";
import { wellFormed, withinLimit } from "../text.ts";

const UINT32_MAX = 2n ** 32n - 1n;
const UINT64_MAX = 2n ** 64n - 1n;
const INT64_MIN = -(2n ** 63n);
const INT64_MAX = 2n ** 63n - 1n;

/** A parsed JSON object. Only names of OTLP fields are looked up in it, and unknown ones are never read. */
export type JsonObject = Record<string, unknown>;

/** The value as an object; `field` names it in the error. */
export function objectOf(value: unknown, field: string): JsonObject {
  if (!isObject(value)) throw new Malformed(field, "an object", inWords(value));
  return value;
}

/** The object at `key`; without one, or with null, an empty one. */
export function objectAt(parent: JsonObject, key: string, field: string): JsonObject {
  return objectOf(parent[key] ?? {}, field);
}

/** The items of a list that are read, and how many there were besides. */
export interface ReadList {
  items: unknown[];
  leftOut: number;
}

/**
 * The list at `key`, at most `itemsMax` of it, which is the limit that parsing holds lists of this name to: the item after them is
 * the number of the others. Without a list, or with null, an empty one.
 */
export function listAt(parent: JsonObject, key: string, field: string, itemsMax: number): ReadList {
  const list = parent[key] ?? [];
  if (!Array.isArray(list)) throw new Malformed(field, "a list", inWords(list));
  const leftOut: unknown = list[itemsMax];
  return { items: leftOut === undefined ? list : list.slice(0, itemsMax), leftOut: typeof leftOut === "number" ? leftOut : 0 };
}

/** What a text may be at most, in UTF-16 units, and whom to tell when it had to be changed. */
export interface TextLimit {
  charsMax: number;
  intake: Intake;
}

/** The text at `key`, well-formed and cut to the limit; "" without one. */
export function textAt(parent: JsonObject, key: string, field: string, limit: TextLimit): string {
  return textOf(parent[key] ?? "", field, limit);
}

/** The value as a well-formed text within the limit. */
export function textOf(value: unknown, field: string, { charsMax, intake }: TextLimit): string {
  if (typeof value !== "string") throw new Malformed(field, "a string", inWords(value));
  return withinLimit(wellFormed(value, intake), charsMax, intake);
}

/** A uint32, a count or flags; 0 without one. */
export function uint32At(parent: JsonObject, key: string, field: string): number {
  return Number(integerOf(parent[key] ?? 0, field, 0n, UINT32_MAX));
}

/** A uint64, unix nanoseconds; 0 without one. */
export function uint64At(parent: JsonObject, key: string, field: string): bigint {
  return integerOf(parent[key] ?? 0, field, 0n, UINT64_MAX);
}

/** The number of an enum; OTLP/JSON allows no names here. */
export function codeAt(parent: JsonObject, key: string, field: string): number {
  const value = parent[key] ?? 0;
  if (!Number.isInteger(value)) throw new Malformed(field, "the integer of the enum", inWords(value));
  return Number(value);
}

/** An int64, sent as a number or as digits in a string. */
export function int64Of(value: unknown, field: string): bigint {
  return integerOf(value, field, INT64_MIN, INT64_MAX);
}

/** Lower-case hex of the id at `key`; "" without one or when it is all zeros. */
export function idAt(parent: JsonObject, key: string, field: string, digits: number): string {
  const value = parent[key] ?? "";
  if (value === "") return "";
  if (typeof value === "string" && value.length === digits && /^[0-9a-f]+$/i.test(value)) {
    return /[^0]/.test(value) ? value.toLowerCase() : "";
  }
  throw new Malformed(field, `${digits} hex digits (OTLP/JSON has ids in hex, not in base64)`, inWords(value));
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function integerOf(value: unknown, field: string, min: bigint, max: bigint): bigint {
  const integer = toBigInt(value);
  if (integer === undefined || integer < min || integer > max) {
    throw new Malformed(field, `an integer from ${min} to ${max}, as a number or a string`, inWords(value));
  }
  return integer;
}

function toBigInt(value: unknown): bigint | undefined {
  if (typeof value === "bigint") return value;
  if (typeof value === "number") return Number.isInteger(value) ? BigInt(value) : undefined;
  return typeof value === "string" && /^-?\d{1,20}$/.test(value) ? BigInt(value) : undefined;
}
