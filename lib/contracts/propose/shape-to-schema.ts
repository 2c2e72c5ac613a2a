import type { Path } from "../problem.ts";
import type { Json } from "../schema/subschemas.ts";
import { FORMATS, mergeShapes, type Shape } from "./shape.ts";

/** Fewer texts than this prove nothing about which there may be. */
const ENUM_VALUES_MIN = 20;
/** One text alone may as well be chance. */
const ENUM_SIZE_MIN = 2;
const ENUM_SIZE_MAX = 8;
const TIMES_EACH_MIN = 3;
const FORMAT_VALUES_MIN = 3;
/** More names than this, none of them everywhere, are keys of a map rather than fields. */
const FIELDS_MAX = 50;

/** A schema that every value of the shape satisfies, and what to say beside its places. */
export interface Described {
  schema: Json;
  notes: { path: Path; note: string }[];
}

/** The schema of a shape. Fields are in alphabetical order; what was seen as smallest and greatest is noted and not demanded. */
export function describeShape(shape: Shape): Described {
  const notes: Described["notes"] = [];
  return { schema: schemaOf(shape, [], notes), notes };
}

function schemaOf(shape: Shape, path: Path, notes: Described["notes"]): Json {
  if (shape.isOpaque || shape.types.size === 0) return {};
  const types = typesOf(shape);
  const schema: Json = { type: types.length === 1 ? types[0] : types };
  if (shape.high > shape.low) notes.push({ path, note: `seen from ${shape.low} to ${shape.high} (${shape.values} values)` });
  addTextTerms(schema, shape, types);
  if (shape.types.has("object")) Object.assign(schema, fieldTerms(shape, path, notes));
  if (shape.items !== undefined && shape.items.values > 0) schema["items"] = schemaOf(shape.items, [...path, "items"], notes);
  return schema;
}

/** Whole numbers among others are numbers. */
function typesOf({ types }: Shape): string[] {
  return [...types.keys()].filter((type) => type !== "integer" || !types.has("number")).toSorted();
}

function addTextTerms(schema: Json, { types, texts, formats }: Shape, names: readonly string[]): void {
  const count = types.get("string") ?? 0;
  const format = FORMATS.find((name) => formats.has(name));
  if (count >= FORMAT_VALUES_MIN && format !== undefined) schema["format"] = format;
  const isList = count >= ENUM_VALUES_MIN && texts !== undefined && texts.size >= ENUM_SIZE_MIN && texts.size <= ENUM_SIZE_MAX && [...texts.values()].every((times) => times >= TIMES_EACH_MIN);
  const onlyTexts = names.every((name) => name === "string" || name === "null");
  if (isList && onlyTexts && format === undefined) schema["enum"] = [...[...texts.keys()].toSorted(), ...(names.includes("null") ? [null] : [])];
}

function fieldTerms(shape: Shape, path: Path, notes: Described["notes"]): Json {
  const objects = shape.types.get("object") ?? 0;
  const fields = [...shape.fields].filter(([name]) => isTellable(name)).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const required = fields.filter(([, field]) => field.values === objects).map(([name]) => name);
  if (fields.length > FIELDS_MAX && required.length === 0) {
    notes.push({ path, note: `${fields.length} different keys, none of them in all ${objects}: taken as a map` });
    return { additionalProperties: schemaOf(mergeShapes(fields.map(([, field]) => field)), [...path, "additionalProperties"], notes) };
  }
  const properties = fields.map(([name, field]): [string, Json] => {
    const at = [...path, "properties", name];
    if (field.values < objects) notes.push({ path: at, note: `in ${field.values} of ${objects}` });
    return [name, schemaOf(field, at, notes)];
  });
  return { ...(required.length === 0 ? {} : { required }), ...(properties.length === 0 ? {} : { properties: Object.fromEntries(properties) }) };
}

/** A contract cannot name `__proto__`, and a validator would find `constructor` and its like in every object. */
const isTellable = (name: string): boolean => !(name in Object.prototype) && !/\p{Surrogate}/u.test(name);
