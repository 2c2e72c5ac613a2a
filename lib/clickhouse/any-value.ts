import { base64Of, noAttributes, type AttributeValue } from "@/lib/model/attributes.ts";

/** An AnyValue of OTLP/JSON as we write it: at most one field set, and an empty object where nothing was. */
interface AnyValue {
  stringValue?: string;
  boolValue?: boolean;
  intValue?: string;
  doubleValue?: number | string;
  bytesValue?: string;
  arrayValue?: { values: AnyValue[] };
  kvlistValue?: { values: { key: string; value: AnyValue }[] };
}

/** OTLP/JSON text of the value, types inside it included; `parseAnyValue` reads it back exactly. */
export function anyValueText(value: AttributeValue): string {
  return JSON.stringify(toAnyValue(value));
}

/** The value that `anyValueText` wrote. */
export function parseAnyValue(text: string): AttributeValue {
  const anyValue: AnyValue = JSON.parse(text);
  return fromAnyValue(anyValue);
}

/** A double as text that `Number` reads back exactly: `String` would lose the sign of zero. */
export function doubleText(value: number): string {
  return Object.is(value, -0) ? "-0" : String(value);
}

/** Bytes of standard base64. */
export function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
}

function toAnyValue(value: AttributeValue): AnyValue {
  if (value === null) return {};
  if (typeof value === "string") return { stringValue: value };
  if (typeof value === "boolean") return { boolValue: value };
  if (typeof value === "bigint") return { intValue: value.toString() };
  if (typeof value === "number") return { doubleValue: isPlainJson(value) ? value : doubleText(value) };
  if (value instanceof Uint8Array) return { bytesValue: base64Of(value) };
  if (Array.isArray(value)) return { arrayValue: { values: value.map(toAnyValue) } };
  const values = Object.keys(value).map((key) => ({ key, value: toAnyValue(value[key] ?? null) }));
  return { kvlistValue: { values } };
}

const isPlainJson = (double: number): boolean => Number.isFinite(double) && !Object.is(double, -0);

function fromAnyValue(value: AnyValue): AttributeValue {
  if (value.stringValue !== undefined) return value.stringValue;
  if (value.boolValue !== undefined) return value.boolValue;
  if (value.intValue !== undefined) return BigInt(value.intValue);
  if (value.doubleValue !== undefined) return Number(value.doubleValue);
  if (value.bytesValue !== undefined) return bytesOf(value.bytesValue);
  if (value.arrayValue !== undefined) return value.arrayValue.values.map(fromAnyValue);
  if (value.kvlistValue === undefined) return null;
  const attributes = noAttributes();
  for (const entry of value.kvlistValue.values) attributes[entry.key] = fromAnyValue(entry.value);
  return attributes;
}
