import { pointerTokens } from "@/lib/model/json-pointer.ts";
import { isObject, jsonStart, memberNamed, parseExact, type JsonObject, type JsonValue } from "./exact-json.ts";

/** What of a JSON Schema holds at one place of a payload; references and `allOf` are followed, alternatives are not chosen between. */
export interface SchemaPlace {
  root: JsonValue;
  schemas: readonly JsonObject[];
  /** The member is one of those that must be there. */
  isRequired: boolean;
  /** True: the schema names the member. False: it names others, and this one is forbidden. Undefined: it does not say. */
  isDeclared: boolean | undefined;
}

/** No schema, so nothing is said of any place. */
export const NO_SCHEMA: SchemaPlace = { root: null, schemas: [], isRequired: false, isDeclared: undefined };

/** References that lead to references; more than this lead in a circle. */
const STEPS_MAX = 50;
const RULE_LENGTH_MAX = 80;

/** The place of a whole payload, by the text of its JSON Schema; one that cannot be read says nothing. */
export function schemaRoot(json: string): SchemaPlace {
  const root = parseExact(json)?.value ?? null;
  return { ...NO_SCHEMA, root, schemas: flatten([root], root) };
}

/** The place of a member below a place. */
export function memberSchema(place: SchemaPlace, key: string): SchemaPlace {
  if (place.schemas.length === 0) return place.isRequired || place.isDeclared !== undefined ? { ...NO_SCHEMA, root: place.root } : place;
  const found = place.schemas.map((schema) => memberIn(schema, key));
  return {
    root: place.root,
    schemas: flatten(found.flatMap(({ schema }) => schema ?? []), place.root),
    isRequired: place.schemas.some((schema) => namesIn(schema).includes(key)),
    isDeclared: found.some((one) => one.isNamed) ? true : found.some((one) => one.isForbidden) ? false : undefined,
  };
}

/** The place of an item below a place. */
export function itemSchema(place: SchemaPlace, index: number): SchemaPlace {
  const found = place.schemas.flatMap((schema) => {
    const [first, rest] = [memberNamed(schema, "prefixItems"), memberNamed(schema, "items")];
    const own = Array.isArray(first) ? first[index] : Array.isArray(rest) ? rest[index] : undefined;
    return own ?? (Array.isArray(rest) ? [] : (rest ?? []));
  });
  return { ...NO_SCHEMA, root: place.root, schemas: flatten(found, place.root) };
}

/** The members that must be there. */
export const requiredBy = ({ schemas }: SchemaPlace): string[] => schemas.flatMap(namesIn);

/** What a schema says of a place, each as a few words: "required", "string", "at most 80 characters". */
export function schemaWords({ schemas, isRequired, isDeclared }: SchemaPlace): string[] {
  const types = [...new Set(schemas.flatMap((schema) => typesOf(schema)))];
  const rules = schemas.flatMap((schema) => RULES.flatMap(([keyword, words]) => {
    const value = memberNamed(schema, keyword);
    return value === undefined ? [] : [`${words} ${jsonStart(value, RULE_LENGTH_MAX).text}`.trim()];
  }));
  const forms = schemas.some((schema) => "anyOf" in schema || "oneOf" in schema || "if" in schema) ? ["one of several forms"] : [];
  return [...(isRequired ? ["required"] : []), ...(isDeclared === false ? ["not declared"] : []), ...(types.length === 0 ? [] : [types.join(" or ")]), ...rules, ...forms];
}

const RULES: readonly (readonly [string, string])[] = [
  ["format", "format"], ["const", "always"], ["enum", "one of"], ["minLength", "characters ≥"], ["maxLength", "characters ≤"], ["minimum", "≥"], ["maximum", "≤"],
  ["exclusiveMinimum", ">"], ["exclusiveMaximum", "<"], ["multipleOf", "multiple of"], ["minItems", "items ≥"], ["maxItems", "items ≤"], ["pattern", "pattern"], ["uniqueItems", "unique items:"],
];

function typesOf(schema: JsonObject): string[] {
  const type = memberNamed(schema, "type");
  return (Array.isArray(type) ? type : [type]).filter((one) => typeof one === "string");
}

function namesIn(schema: JsonObject): string[] {
  const required = memberNamed(schema, "required");
  return Array.isArray(required) ? required.filter((name) => typeof name === "string") : [];
}

function memberIn(schema: JsonObject, key: string): { schema: JsonValue | undefined; isNamed: boolean; isForbidden: boolean } {
  const [properties, rest] = [memberNamed(schema, "properties"), memberNamed(schema, "additionalProperties")];
  const own = isObject(properties) ? memberNamed(properties, key) : undefined;
  const mayMatch = "patternProperties" in schema;
  return { schema: own ?? (mayMatch ? undefined : rest), isNamed: own !== undefined, isForbidden: own === undefined && !mayMatch && rest === false };
}

/** The schemas themselves, what they refer to, and all they must hold as well. */
function flatten(schemas: readonly JsonValue[], root: JsonValue): JsonObject[] {
  const flat = new Set<JsonObject>();
  const open = [...schemas];
  for (let steps = 0; open.length > 0 && steps < STEPS_MAX; steps += 1) {
    const schema = open.shift();
    if (!isObject(schema) || flat.has(schema)) continue;
    flat.add(schema);
    const [ref, all] = [memberNamed(schema, "$ref"), memberNamed(schema, "allOf")];
    const target = typeof ref === "string" ? localTarget(ref, root) : undefined;
    if (target !== undefined) open.push(target);
    if (Array.isArray(all)) open.push(...all);
  }
  return [...flat];
}

function localTarget(ref: string, root: JsonValue): JsonValue | undefined {
  if (ref !== "#" && !ref.startsWith("#/")) return undefined;
  let found: JsonValue | undefined = root;
  for (const name of pointerTokens(ref.slice(1))) found = isObject(found) ? memberNamed(found, name) : undefined;
  return found;
}
