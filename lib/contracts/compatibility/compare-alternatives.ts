import { type Json, isJson } from "../schema/subschemas.ts";
import type { Comparison, Place } from "./comparison.ts";
import { below, canonicalOf } from "./report.ts";
import { constraintsOf, effectiveTypes, enumOf, type Schema, schemaOf } from "./schema-form.ts";

/** The forms a value may have, and whether exactly one of them must fit. */
export interface Alternatives {
  forms: Schema[];
  isExclusive: boolean;
}

/** The alternatives of a schema that says nothing else; a schema without any is one alternative. Undefined when it says both. */
export function alternativesOf(schema: Schema): Alternatives | undefined {
  const keys = isJson(schema) ? constraintsOf(schema) : [];
  if (!isJson(schema) || (!keys.includes("anyOf") && !keys.includes("oneOf"))) return { forms: [schema], isExclusive: false };
  const [key] = keys;
  const forms = key === undefined || keys.length > 1 ? undefined : schema[key];
  return Array.isArray(forms) ? { forms: forms.map(schemaOf), isExclusive: key === "oneOf" } : undefined;
}

/** Compares alternatives: each old form with the new one that is most like it. */
export function compareAlternatives(place: Omit<Place, "before" | "after">, old: Alternatives, now: Alternatives, comparison: Comparison): void {
  const { report } = comparison;
  const changesBefore = report.changes.length;
  const partners = pair(old.forms, now.forms, comparison);
  for (const [index, before] of old.forms.entries()) {
    const at = below(below(place.pointer, old.isExclusive || now.isExclusive ? "oneOf" : "anyOf"), index);
    const after = partners.get(index);
    if (after === undefined) report.add("ALTERNATIVE_REMOVED", "backward", at, [before, undefined], "this form is taken no more");
    else comparison.compare({ ...place, before, after: now.forms[after] ?? true, pointer: at });
  }
  const kept = new Set(partners.values());
  for (const [index, after] of now.forms.entries()) {
    if (!kept.has(index)) report.add("ALTERNATIVE_ADDED", "forward", below(below(place.pointer, now.isExclusive ? "oneOf" : "anyOf"), index), [undefined, after], "this form is taken as well");
  }
  const mayOverlap = (one: Alternatives) => one.isExclusive && !areDisjoint(one.forms, comparison);
  if ((report.changes.length > changesBefore || old.isExclusive !== now.isExclusive) && (mayOverlap(old) || mayOverlap(now))) {
    report.add("SCHEMA_CHANGED", "both", place.pointer, [old.forms, now.forms], "oneOf has forms that may fit at once, so a change to one of them can make the others fail");
  }
}

/** Indices of old forms to indices of new ones: the same text first, then the same name or types. */
function pair(old: readonly Schema[], now: readonly Schema[], comparison: Comparison): Map<number, number> {
  const partners = new Map<number, number>();
  for (const likeness of [canonicalOf, signature]) {
    for (const [index, before] of old.entries()) {
      const taken = new Set(partners.values());
      const found = now.findIndex((after, at) => !taken.has(at) && likeness(after, comparison) === likeness(before, comparison));
      if (!partners.has(index) && found !== -1) partners.set(index, found);
    }
  }
  return partners;
}

function signature(schema: Schema, comparison: Comparison): string {
  if (isJson(schema) && typeof schema["$ref"] === "string") return `ref ${schema["$ref"]}`;
  if (isJson(schema) && typeof schema["title"] === "string") return `title ${schema["title"]}`;
  return [...effectiveTypes(comparison.eitherTarget(schema) ?? schema)].toSorted().join();
}

/** Whether no value fits two forms: they take other types, or objects told apart by a constant that they require. */
function areDisjoint(forms: readonly Schema[], comparison: Comparison): boolean {
  const resolved = forms.map((form) => comparison.eitherTarget(form) ?? form);
  return resolved.every((form, index) => resolved.slice(index + 1).every((other) => typesApart(form, other) || constantsApart(form, other)));
}

const typesApart = (a: Schema, b: Schema): boolean => {
  const types = effectiveTypes(b);
  return ![...effectiveTypes(a)].some((type) => types.has(type));
};

function constantsApart(a: Schema, b: Schema): boolean {
  const [of, other] = [constants(a), constants(b)];
  return [...of].some(([name, values]) => other.get(name)?.every((value) => !values.includes(value)) === true);
}

/** Values that required fields of an object may have, where they are listed. */
function constants(schema: Schema): Map<string, string[]> {
  const found = new Map<string, string[]>();
  if (!isJson(schema) || !isJson(schema["properties"]) || schema["type"] !== "object" || !Array.isArray(schema["required"])) return found;
  for (const name of schema["required"].map(String)) {
    const field: unknown = Object.hasOwn(schema["properties"], name) ? schema["properties"][name] : undefined;
    const values = isJson(field) ? enumOf(field satisfies Json) : undefined;
    if (values !== undefined) found.set(name, values.map(canonicalOf));
  }
  return found;
}
