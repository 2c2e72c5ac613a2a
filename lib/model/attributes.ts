/**
 * An OTLP `AnyValue` without loss: `bigint` is intValue, `number` is doubleValue, `Uint8Array` bytesValue, `null` an
 * AnyValue with nothing set. A kvlist has no prototype, so that a key such as `__proto__` is data and nothing else.
 */
export type AttributeValue =
  | string
  | boolean
  | bigint
  | number
  | Uint8Array
  | null
  | AttributeValue[]
  | { [key: string]: AttributeValue };

/** Attributes of a resource, scope, span, event or link; without a prototype. On a repeated key the last one wins. */
export type Attributes = Record<string, AttributeValue>;

/** An empty set of attributes that cannot be polluted through its keys. */
export function noAttributes(): Attributes {
  const attributes: Attributes = Object.create(null);
  return attributes;
}

/** Attributes from plain entries. */
export function attributesOf(entries: Iterable<readonly [string, AttributeValue]>): Attributes {
  const attributes = noAttributes();
  for (const [key, value] of entries) attributes[key] = value;
  return attributes;
}

/** The value as a non-empty string, or undefined; composite values as JSON, since frameworks use both forms. */
export function textOf(value: AttributeValue | undefined): string | undefined {
  if (value === undefined || value === null) return undefined;
  const text = typeof value === "string" ? value : typeof value === "object" ? jsonOf(value) : String(value);
  return text === "" ? undefined : text;
}

/** The value as a finite number, or undefined; frameworks send numbers as int, double and string. */
export function numberOf(value: AttributeValue | undefined): number | undefined {
  if (typeof value !== "number" && typeof value !== "bigint" && (typeof value !== "string" || value.trim() === "")) return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}

/** The value as a boolean, or undefined. */
export function booleanOf(value: AttributeValue | undefined): boolean | undefined {
  if (typeof value === "boolean") return value;
  if (value === "true" || value === "false") return value === "true";
  return undefined;
}

/** The value as a list of strings: an array as it is, a JSON array in a string parsed, a lone string as one item. */
export function listOf(value: AttributeValue | undefined): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => textOf(item) ?? []);
  const text = textOf(value);
  if (text === undefined) return [];
  if (!text.startsWith("[")) return [text];
  try {
    const parsed: unknown = JSON.parse(text);
    return Array.isArray(parsed) ? parsed.map((item) => (typeof item === "string" ? item : JSON.stringify(item))) : [text];
  } catch {
    return [text];
  }
}

/** Plain JSON text of a value, for reading and searching: integers beyond 2^53 keep their digits, bytes are base64. */
export function jsonOf(value: AttributeValue): string {
  if (typeof value === "bigint") return value.toString();
  if (value instanceof Uint8Array) return JSON.stringify(base64Of(value));
  if (Array.isArray(value)) return `[${value.map(jsonOf).join(",")}]`;
  if (typeof value === "object" && value !== null) {
    return `{${Object.keys(value).map((key) => `${JSON.stringify(key)}:${jsonOf(value[key] ?? null)}`).join(",")}}`;
  }
  return JSON.stringify(value) ?? "null";
}

/** Standard base64 with padding, as OTLP/JSON writes bytesValue. */
export function base64Of(bytes: Uint8Array): string {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}
