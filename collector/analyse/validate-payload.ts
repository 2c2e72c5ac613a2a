import { escapeToken } from "@/lib/model/json-pointer.ts";
import { Ajv, type ErrorObject, type Options, type ValidateFunction } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormatsModule from "ajv-formats";
import { RE2JS } from "re2js";
import { nestsDeeper } from "@/lib/contracts/schema/nesting.ts";
import { isJson } from "@/lib/contracts/schema/subschemas.ts";
import { textDepth } from "@/lib/contracts/schema/text-depth.ts";
import { hasMark } from "@/lib/model/redaction-mark.ts";
import type { SchemaError, SchemaOutcome } from "@/lib/seams/checks/check.ts";
import { withoutMarkErrors } from "./without-marks.ts";

const SCHEMA_LENGTH_MAX = 100_000;
const PAYLOAD_LENGTH_MAX = 1_000_000;
const ERRORS_MAX = 20;
/** Compiling recurses; at the end of the call stack a regular expression would take the whole process down. */
const SCHEMA_LEVELS_MAX = 200;
const COMPILED_MAX = 200;

/** ajv-formats is CommonJS; bundlers and Node disagree on where its function is. */
const addFormats = "default" in addFormatsModule ? addFormatsModule.default : addFormatsModule;

/** RE2 in place of JavaScript's regular expressions: a pattern out of a trace must not be able to run for ever. */
const re2 = Object.assign((pattern: string) => {
  const compiled = RE2JS.compile(pattern);
  // ajv keeps compiled patterns by their text form, so two patterns must not look alike.
  return { test: (text: string) => compiled.matcher(text).find(), toString: () => pattern };
}, { code: "re2" });

// Without `ownProperties` a field named `constructor` would be found in every object.
const OPTIONS: Options = { strict: false, allErrors: true, ownProperties: true, code: { regExp: re2 }, validateFormats: true, logger: false };
const draft7 = new Ajv(OPTIONS);
const draft2020 = new Ajv2020(OPTIONS);
for (const ajv of [draft7, draft2020]) addFormats(ajv, { mode: "full" });

const compiled = new Map<string, ValidateFunction>();

/**
 * Holds a JSON payload against a JSON Schema (2020-12, or draft-07 where `$schema` says so). A `$ref` to anything outside
 * the schema is never fetched: it makes the schema unusable. A payload that is no JSON is not this check's business, nor is a value that was redacted.
 */
export function validatePayload(schema: string, payload: string): SchemaOutcome {
  if (schema.length > SCHEMA_LENGTH_MAX) return { kind: "unusable", why: `the schema is longer than ${SCHEMA_LENGTH_MAX} characters` };
  if (payload.length > PAYLOAD_LENGTH_MAX) return { kind: "unusable", why: `the payload is longer than ${PAYLOAD_LENGTH_MAX} characters` };
  let value: unknown;
  try {
    value = JSON.parse(payload);
  } catch {
    return { kind: "none" };
  }
  try {
    const validate = compile(schema);
    if (validate(value)) return { kind: "valid" };
    const errors = hasMark(payload) ? withoutMarkErrors(validate.errors ?? [], value) : (validate.errors ?? []);
    return errors.length === 0 ? { kind: "valid" } : { kind: "invalid", errors: errors.slice(0, ERRORS_MAX).map(toSchemaError) };
  } catch (error) {
    return { kind: "unusable", why: error instanceof Error ? error.message : String(error) };
  }
}

function compile(schema: string): ValidateFunction {
  const known = compiled.get(schema);
  if (known !== undefined) return known;
  // A level of a schema is up to three of its text: an object, a list or names in it, the next object.
  if (textDepth(schema) > 3 * SCHEMA_LEVELS_MAX) throw new Error(`Cannot use the schema: it nests deeper than ${SCHEMA_LEVELS_MAX} levels`);
  const parsed: unknown = JSON.parse(schema);
  if (typeof parsed !== "object" || parsed === null) throw new Error("Cannot use the schema: it is not a JSON object");
  if (isJson(parsed) && nestsDeeper(parsed, SCHEMA_LEVELS_MAX)) throw new Error(`Cannot use the schema: it nests deeper than ${SCHEMA_LEVELS_MAX} levels`);
  const { $id: _, ...anonymous } = { $id: undefined, ...parsed };
  const dialect = "$schema" in parsed && typeof parsed.$schema === "string" ? parsed.$schema : "";
  const validate = (/draft-0[4-7]/.test(dialect) ? draft7 : draft2020).compile(anonymous);
  if (compiled.size >= COMPILED_MAX) compiled.clear();
  compiled.set(schema, validate);
  return validate;
}

function toSchemaError(error: ErrorObject): SchemaError {
  const missing: unknown = error.params["missingProperty"] ?? error.params["additionalProperty"];
  const pointer = typeof missing === "string" ? `${error.instancePath}/${escapeToken(missing)}` : error.instancePath;
  return { pointer, keyword: error.keyword, message: sentenceOf(error) };
}

function sentenceOf(error: ErrorObject): string {
  if (error.keyword === "required") return "is missing";
  if (error.keyword === "additionalProperties") return "is not a declared field";
  if (error.keyword === "enum") return `must be one of ${JSON.stringify(error.params["allowedValues"])}`;
  return error.message ?? `breaks ${error.keyword}`;
}
