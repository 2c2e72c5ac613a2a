import { localTarget } from "../schema/local-target.ts";
import { type Json, isJson } from "../schema/subschemas.ts";

/** A schema: an object, or true and false for everything and nothing. */
export type Schema = Json | boolean;

const ANNOTATIONS = new Set(["$anchor", "$comment", "$defs", "$id", "$schema", "$vocabulary", "contentEncoding", "contentMediaType", "contentSchema", "default", "definitions", "deprecated", "description", "examples", "readOnly", "title", "writeOnly"]);
const HOPS_MAX = 32;

/** What stands in the place of a schema; an absent one takes everything. */
export const schemaOf = (value: unknown): Schema => (isJson(value) || value === false ? value : true);

/** The keywords that constrain something. */
export const constraintsOf = (schema: Json): string[] => Object.keys(schema).filter((key) => !ANNOTATIONS.has(key) && !key.startsWith("x-"));

/** Whether a schema takes every value, as far as can be seen at a glance. */
export const takesAll = (schema: Schema): boolean => schema === true || (isJson(schema) && constraintsOf(schema).length === 0);

/** The schema behind references that stand alone; undefined when one leads nowhere or in circles. */
export function resolve(schema: Schema, root: Json): Schema | undefined {
  let found: Schema | undefined = schema;
  for (let hop = 0; hop < HOPS_MAX; hop += 1) {
    if (found === undefined || !isJson(found) || found["$ref"] === undefined || constraintsOf(found).length > 1) return found;
    found = localTarget(found["$ref"], root);
  }
  return undefined;
}

const ALL_TYPES = ["array", "boolean", "fraction", "integer", "null", "object", "string"] as const;

/** The types a schema declares; `number` is `integer` and `fraction`, so that sets can be compared. */
export function declaredTypes(schema: Schema): Set<string> {
  if (!isJson(schema)) return new Set(schema ? ALL_TYPES : []);
  const { type } = schema;
  if (type === undefined) return new Set(ALL_TYPES);
  const named: unknown[] = Array.isArray(type) ? type : [type];
  return new Set(named.flatMap((one) => (one === "number" ? ["integer", "fraction"] : typeof one === "string" ? [one] : [])));
}

/** The types that values of a schema really have: those it declares, cut to those of its enumerated values. */
export function effectiveTypes(schema: Schema): Set<string> {
  const declared = declaredTypes(schema);
  const values = isJson(schema) ? enumOf(schema) : undefined;
  if (values === undefined) return declared;
  const found = new Set(values.map(typeOf));
  return new Set([...declared].filter((type) => found.has(type)));
}

/** The only values that are taken, by `const` and `enum` together; undefined when any is. */
export function enumOf(schema: Json): unknown[] | undefined {
  const listed = Array.isArray(schema["enum"]) ? schema["enum"] : undefined;
  if (!Object.hasOwn(schema, "const")) return listed;
  const only = JSON.stringify(schema["const"]);
  return listed === undefined ? [schema["const"]] : listed.filter((value) => JSON.stringify(value) === only);
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return typeof value === "number" ? (Number.isInteger(value) ? "integer" : "fraction") : typeof value;
}

/** Type names as a schema writes them. */
export function typeWords(types: ReadonlySet<string>): string {
  if (types.size === ALL_TYPES.length) return "any";
  const words = [...types].filter((type) => type !== "fraction" && !(type === "integer" && types.has("fraction")));
  return [...words, ...(types.has("fraction") ? ["number"] : [])].toSorted().join(" or ") || "nothing";
}
