import { base64Of, noAttributes, type Attributes, type AttributeValue } from "@/lib/model/attributes.ts";
import { anyValueText, bytesOf, doubleText, parseAnyValue } from "./any-value.ts";

/** How an attribute that is not a string is told from one: the words in the `*attribute_types` columns. */
export const ATTRIBUTE_TYPES = ["int", "double", "bool", "bytes", "array", "kvlist", "empty"] as const;
type AttributeType = (typeof ATTRIBUTE_TYPES)[number];

/** A set of attributes as its two Map columns. Neither has a prototype, so every key is data. */
export interface AttributeColumns {
  texts: Record<string, string>;
  types: Record<string, AttributeType>;
}

/** Strings verbatim, bytes as base64, arrays and kvlists as OTLP/JSON text of the AnyValue; nothing is lost. */
export function toColumns(attributes: Attributes): AttributeColumns {
  const texts: Record<string, string> = Object.create(null);
  const types: Record<string, AttributeType> = Object.create(null);
  for (const key of Object.keys(attributes)) {
    const value = attributes[key] ?? null;
    const type = typeOf(value);
    texts[key] = textOf(value);
    if (type !== undefined) types[key] = type;
  }
  return { texts, types };
}

/** The attributes that `toColumns` wrote; throws on a text that does not fit its type. */
export function fromColumns({ texts, types }: AttributeColumns): Attributes {
  const attributes = noAttributes();
  for (const key of Object.keys(texts)) {
    attributes[key] = valueOf(texts[key] ?? "", Object.hasOwn(types, key) ? types[key] : undefined);
  }
  return attributes;
}

function typeOf(value: AttributeValue): AttributeType | undefined {
  if (typeof value === "string") return undefined;
  if (value === null) return "empty";
  if (typeof value === "bigint") return "int";
  if (typeof value === "number") return "double";
  if (typeof value === "boolean") return "bool";
  if (value instanceof Uint8Array) return "bytes";
  return Array.isArray(value) ? "array" : "kvlist";
}

function textOf(value: AttributeValue): string {
  if (typeof value === "string") return value;
  if (value === null) return "";
  if (typeof value === "number") return doubleText(value);
  if (value instanceof Uint8Array) return base64Of(value);
  return typeof value === "object" ? anyValueText(value) : String(value);
}

function valueOf(text: string, type: AttributeType | undefined): AttributeValue {
  if (type === undefined) return text;
  if (type === "empty") return null;
  if (type === "int") return BigInt(text);
  if (type === "double") return Number(text);
  if (type === "bool") return text === "true";
  return type === "bytes" ? bytesOf(text) : parseAnyValue(text);
}
