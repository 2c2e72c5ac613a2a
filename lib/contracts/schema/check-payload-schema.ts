import { pointerTokens } from "@/lib/model/json-pointer.ts";
import type { ErrorObject } from "ajv";
import type { Path } from "../problem.ts";
import { foundText } from "../problem.ts";
import { valueAt } from "../value-at.ts";
import { dialectOf, newAjv, patternFault } from "./json-schema.ts";
import { nestsDeeper } from "./nesting.ts";
import { type Json, isJson, KEYWORDS, subschemas } from "./subschemas.ts";

/** What the validator of payloads takes at most. */
const SCHEMA_LENGTH_MAX = 100_000;
const PATTERN_LENGTH_MAX = 1000;
const LEVELS_MAX = 200;

/** What is wrong inside a schema; `key` where the key itself is meant. */
export interface SchemaFault {
  path: Path;
  message: string;
  at: "key" | "value";
}
export interface SchemaCheck {
  problems: SchemaFault[];
  /** What is allowed and does not do what it seems to. */
  warnings: SchemaFault[];
}

const at = (path: Path, message: string): SchemaFault => ({ path, message, at: "value" });

/**
 * Whether a schema can be used to check payloads: well-formed by its own meta-schema, references that stay inside it and lead
 * somewhere, patterns that RE2 takes, within the size that is checked. Nothing is ever fetched.
 */
export function checkPayloadSchema(schema: Json): SchemaCheck {
  const dialect = dialectOf(schema);
  const size = JSON.stringify(schema).length;
  if (size > SCHEMA_LENGTH_MAX) return { problems: [at([], `expected at most ${SCHEMA_LENGTH_MAX} characters of schema, found ${size}`)], warnings: [] };
  if (dialect === undefined) return { problems: [at(["$schema"], `expected JSON Schema 2020-12 or draft-07, found ${foundText(schema["$schema"])}`)], warnings: [] };
  if (nestsDeeper(schema, LEVELS_MAX)) return { problems: [at([], `expected at most ${LEVELS_MAX} levels of schema, references followed`)], warnings: [] };
  const ajv = newAjv(dialect);
  const malformed = ajv.validateSchema(schema) === true ? [] : metaFaults(ajv.errors ?? [], schema);
  const parts = [...subschemas(schema)];
  const ids = new Set(parts.flatMap((part) => (typeof part.schema["$id"] === "string" ? [part.schema["$id"]] : [])));
  const problems = [...malformed, ...parts.flatMap((part) => [...refFaults(part.schema, part.path, ids), ...patternFaults(part.schema, part.path)])];
  if (problems.length === 0) problems.push(...compileFaults(() => ajv.compile(withoutId(schema)), parts));
  return { problems, warnings: problems.length > 0 ? [] : parts.flatMap((part) => odd(part.schema, part.path, Object.keys(ajv.formats))) };
}

/** The validator of payloads drops the schema's own name as well. */
const withoutId = (schema: Json): Json => Object.fromEntries(Object.entries(schema).filter(([key]) => key !== "$id"));

/** The meta-schema tells every branch that failed; one fault a place is enough, the most telling first. */
function metaFaults(errors: readonly ErrorObject[], schema: Json): SchemaFault[] {
  const byPlace = new Map<string, ErrorObject>();
  for (const error of errors) {
    const standing = byPlace.get(error.instancePath);
    if (standing === undefined || (error.keyword === "enum" && standing.keyword !== "enum")) byPlace.set(error.instancePath, error);
  }
  return [...byPlace.values()].map((error) => {
    const path = pathOf(error.instancePath, schema);
    const allowed: unknown = error.params["allowedValues"];
    const expected = Array.isArray(allowed) ? `one of ${allowed.join(", ")}` : (error.message ?? error.keyword).replace(/^must (be |have )?/, "");
    return at(path, `expected ${expected}, found ${foundText(valueAt(schema, path))}`);
  });
}

function refFaults(schema: Json, path: Path, ids: ReadonlySet<string>): SchemaFault[] {
  return ["$ref", "$dynamicRef"].flatMap((key) => {
    const ref = schema[key];
    if (typeof ref !== "string" || ref.startsWith("#") || ids.has(ref.split("#", 1)[0] ?? "")) return [];
    return [at([...path, key], `expected a reference inside the schema such as #/$defs/address, found ${foundText(ref)}; nothing is fetched`)];
  });
}

function patternFaults(schema: Json, path: Path): SchemaFault[] {
  const named = isJson(schema["patternProperties"]) ? Object.keys(schema["patternProperties"]) : [];
  const patterns = [...(typeof schema["pattern"] === "string" ? [{ pattern: schema["pattern"], at: "value" as const, path: [...path, "pattern"] }] : []),
    ...named.map((pattern) => ({ pattern, at: "key" as const, path: [...path, "patternProperties", pattern] }))];
  return patterns.flatMap(({ pattern, ...place }) => {
    const fault = pattern.length > PATTERN_LENGTH_MAX ? `it is longer than ${PATTERN_LENGTH_MAX} characters` : patternFault(pattern);
    return fault === undefined ? [] : [{ ...place, message: `expected a pattern that RE2 takes, found ${foundText(pattern)}: ${fault}` }];
  });
}

function compileFaults(compile: () => unknown, parts: readonly { schema: Json; path: Path }[]): SchemaFault[] {
  try {
    compile();
    return [];
  } catch (error) {
    const missing = error instanceof Error && "missingRef" in error ? error.missingRef : undefined;
    const holder = parts.find((part) => part.schema["$ref"] === missing && missing !== undefined);
    if (holder !== undefined) return [at([...holder.path, "$ref"], `expected a reference that leads somewhere, found ${foundText(missing)}`)];
    return [at([], `expected a JSON Schema that can be used: ${error instanceof Error ? error.message : String(error)}`)];
  }
}

/** A misspelt keyword or an unknown format checks nothing, and nobody would notice. */
function odd(schema: Json, path: Path, formats: readonly string[]): SchemaFault[] {
  const unknown = Object.keys(schema).filter((key) => !KEYWORDS.has(key) && !key.startsWith("x-"));
  const faults: SchemaFault[] = unknown.map((key) => ({ path: [...path, key], at: "key", message: "is no keyword of JSON Schema and checks nothing" }));
  const { format } = schema;
  return typeof format === "string" && !formats.includes(format) ? [...faults, at([...path, "format"], `${foundText(format)} is no format that is known, and checks nothing`)] : faults;
}

/** The parts of a JSON pointer (RFC 6901), indices of lists as numbers. */
function pathOf(pointer: string, root: unknown): Path {
  const path: (string | number)[] = [];
  for (const name of pointerTokens(pointer)) {
    path.push(Array.isArray(valueAt(root, path)) ? Number(name) : name);
  }
  return path;
}
