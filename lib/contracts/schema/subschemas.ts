import type { Path } from "../problem.ts";

/** A JSON object. */
export type Json = Record<string, unknown>;

/** A JSON object: neither null nor an array. */
export const isJson = (value: unknown): value is Json => typeof value === "object" && value !== null && !Array.isArray(value);

const ONE = ["additionalItems", "additionalProperties", "contains", "contentSchema", "else", "if", "items", "not", "propertyNames", "then", "unevaluatedItems", "unevaluatedProperties"] as const;
const LISTS = ["allOf", "anyOf", "items", "oneOf", "prefixItems"] as const;
const MAPS = ["$defs", "definitions", "dependencies", "dependentSchemas", "patternProperties", "properties"] as const;

/** A schema and every schema below it, with its path; values such as `enum` and `default` are no schemas and are not walked. */
export function* subschemas(schema: unknown, path: Path = []): Generator<{ schema: Json; path: Path }> {
  if (!isJson(schema)) return;
  yield { schema, path };
  for (const key of ONE) yield* subschemas(own(schema, key), [...path, key]);
  for (const key of LISTS) {
    const list = own(schema, key);
    if (Array.isArray(list)) for (const [index, item] of list.entries()) yield* subschemas(item, [...path, key, index]);
  }
  for (const key of MAPS) {
    const map = own(schema, key);
    if (isJson(map)) for (const [name, item] of Object.entries(map)) yield* subschemas(item, [...path, key, name]);
  }
}

const own = (object: Json, key: string): unknown => (Object.hasOwn(object, key) ? object[key] : undefined);

/** Keywords of JSON Schema 2020-12 and draft-07. */
export const KEYWORDS: ReadonlySet<string> = new Set([
  ...ONE, ...LISTS, ...MAPS, "$anchor", "$comment", "$dynamicAnchor", "$dynamicRef", "$id", "$ref", "$schema", "$vocabulary", "const",
  "contentEncoding", "contentMediaType", "default", "dependentRequired", "deprecated", "description", "enum", "examples", "exclusiveMaximum",
  "exclusiveMinimum", "format", "maxContains", "maxItems", "maxLength", "maxProperties", "maximum", "minContains", "minItems", "minLength",
  "minProperties", "minimum", "multipleOf", "pattern", "readOnly", "required", "title", "type", "uniqueItems", "writeOnly",
]);
