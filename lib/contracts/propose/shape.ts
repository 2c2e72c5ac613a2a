import { isMark } from "@/lib/model/redaction-mark.ts";
import { newAjv } from "../schema/json-schema.ts";
import { isJson } from "../schema/subschemas.ts";

/** What values of one place had in common: counts only, so that the order in which they were seen cannot matter. */
export interface Shape {
  values: number;
  types: Map<JsonType, number>;
  fields: Map<string, Shape>;
  items: Shape | undefined;
  /** Distinct short texts with how often each was seen; undefined once there are too many to be an enumeration. */
  texts: Map<string, number> | undefined;
  /** Formats that every text had. */
  formats: Set<Format>;
  low: number;
  high: number;
  /** Too deep, a number that JSON cannot hold, or redacted: nothing is said of it. */
  isOpaque: boolean;
}
type JsonType = "array" | "boolean" | "integer" | "null" | "number" | "object" | "string";

/** The strictest first: what is a date-time is told as one. */
export const FORMATS = ["uuid", "date-time", "date", "email", "uri"] as const;
type Format = (typeof FORMATS)[number];

const DEPTH_MAX = 16;
const TEXTS_MAX = 12;
const TEXT_LENGTH_MAX = 40;
const FORMAT_LENGTH_MAX = 256;

const ajv = newAjv("2020-12");
const CHECKS = new Map(FORMATS.map((format) => [format, ajv.compile({ type: "string", format })]));

export const emptyShape = (): Shape => ({ values: 0, types: new Map(), fields: new Map(), items: undefined, texts: new Map(), formats: new Set(FORMATS), low: Infinity, high: -Infinity, isOpaque: false });

/** Adds a value, as JSON.parse gives it, to what is known of its place. */
export function addValue(shape: Shape, value: unknown, depth = 0): void {
  shape.values += 1;
  if (depth > DEPTH_MAX || isMark(value) || (typeof value === "number" && !Number.isFinite(value))) {
    shape.isOpaque = true;
    return;
  }
  const type = typeOf(value);
  shape.types.set(type, (shape.types.get(type) ?? 0) + 1);
  if (typeof value === "string") addText(shape, value);
  if (typeof value === "number") [shape.low, shape.high] = [Math.min(shape.low, value), Math.max(shape.high, value)];
  if (Array.isArray(value)) addItems(shape, value, depth);
  if (isJson(value)) addFields(shape, value, depth);
}

function addItems(shape: Shape, values: readonly unknown[], depth: number): void {
  const items = shape.items ?? emptyShape();
  for (const value of values) addValue(items, value, depth + 1);
  shape.items = items;
}

function addFields(shape: Shape, object: Record<string, unknown>, depth: number): void {
  for (const [name, value] of Object.entries(object)) {
    const field = shape.fields.get(name) ?? emptyShape();
    addValue(field, value, depth + 1);
    shape.fields.set(name, field);
  }
}

function addText(shape: Shape, text: string): void {
  for (const format of shape.formats) if (!hasFormat(text, format)) shape.formats.delete(format);
  if (shape.texts === undefined) return;
  if (text.length <= TEXT_LENGTH_MAX) shape.texts.set(text, (shape.texts.get(text) ?? 0) + 1);
  if (text.length > TEXT_LENGTH_MAX || shape.texts.size > TEXTS_MAX) shape.texts = undefined;
}

/** `a:b` is a URI by its grammar; people mean an address. */
function hasFormat(text: string, format: Format): boolean {
  if (text.length > FORMAT_LENGTH_MAX || (format === "uri" && !text.includes("://"))) return false;
  return CHECKS.get(format)?.(text) === true;
}

/** What is known of several places taken as one. */
export function mergeShapes(shapes: Iterable<Shape>): Shape {
  const merged = emptyShape();
  for (const shape of shapes) absorb(merged, shape);
  return merged;
}

function absorb(into: Shape, from: Shape): void {
  into.values += from.values;
  into.isOpaque ||= from.isOpaque;
  for (const [type, count] of from.types) into.types.set(type, (into.types.get(type) ?? 0) + count);
  [into.low, into.high] = [Math.min(into.low, from.low), Math.max(into.high, from.high)];
  if (from.items !== undefined) into.items = mergeShapes([into.items ?? emptyShape(), from.items]);
  for (const [name, field] of from.fields) into.fields.set(name, mergeShapes([into.fields.get(name) ?? emptyShape(), field]));
  if (!from.types.has("string")) return;
  for (const format of into.formats) if (!from.formats.has(format)) into.formats.delete(format);
  if (from.texts === undefined) into.texts = undefined;
  for (const [text, count] of from.texts ?? []) into.texts?.set(text, (into.texts.get(text) ?? 0) + count);
  if ((into.texts?.size ?? 0) > TEXTS_MAX) into.texts = undefined;
}

function typeOf(value: unknown): JsonType {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "number";
  return typeof value === "string" ? "string" : typeof value === "boolean" ? "boolean" : "object";
}
