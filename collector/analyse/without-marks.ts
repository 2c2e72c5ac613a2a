import type { ErrorObject } from "ajv";
import { pointerTokens } from "@/lib/model/json-pointer.ts";
import { hasMark } from "@/lib/model/redaction-mark.ts";

/** Keywords that hold or not by what others below them do. */
const COMBINING = new Set(["anyOf", "oneOf", "allOf", "not", "if", "contains", "minContains", "maxContains", "propertyNames", "uniqueItems", "unevaluatedProperties", "unevaluatedItems", "dependentSchemas"]);

/**
 * The errors without those that only say that a value was redacted: whatever a schema says of a value, it says nothing of the mark in its
 * place. What combines schemas over such a value cannot be told, so it counts as held.
 */
export function withoutMarkErrors(errors: readonly ErrorObject[], payload: unknown): ErrorObject[] {
  const untold = errors.filter((error) => COMBINING.has(error.keyword) && holdsMark(valueAt(payload, error.instancePath), "anywhere"));
  return errors.filter((error) => {
    if (untold.includes(error) || untold.some((above) => error.schemaPath.startsWith(`${parentOf(above.schemaPath)}/`) && error.instancePath.startsWith(above.instancePath))) return false;
    const unknownName: unknown = error.params["additionalProperty"];
    return !holdsMark(valueAt(payload, error.instancePath), "itself") && !(typeof unknownName === "string" && hasMark(unknownName));
  });
}

/** A keyword's own place in the schema, below which the errors of what it combines stand. */
const parentOf = (schemaPath: string): string => (schemaPath.endsWith("/if") ? schemaPath.slice(0, -"/if".length) : schemaPath);

function holdsMark(value: unknown, where: "itself" | "anywhere"): boolean {
  if (typeof value === "string") return hasMark(value);
  return where === "anywhere" && typeof value === "object" && value !== null && hasMark(JSON.stringify(value));
}

function valueAt(payload: unknown, pointer: string): unknown {
  let at = payload;
  for (const token of pointerTokens(pointer)) at = typeof at === "object" && at !== null && Object.hasOwn(at, token) ? Reflect.get(at, token) : undefined;
  return at;
}
