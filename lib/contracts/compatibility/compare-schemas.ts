import { type Json, isJson } from "../schema/subschemas.ts";
import { alternativesOf, compareAlternatives } from "./compare-alternatives.ts";
import { compareArrays } from "./compare-arrays.ts";
import { compareObjects } from "./compare-objects.ts";
import { compareEnums, compareLimits, compareTypes } from "./compare-values.ts";
import type { Comparison, Pair, Place } from "./comparison.ts";
import { below, canonicalOf, Report } from "./report.ts";
import { constraintsOf, resolve, type Schema, takesAll } from "./schema-form.ts";

const COMPARISONS_MAX = 20_000;
const DEPTH_MAX = 150;

/** Keywords that speak of a value beside its own type, fields and items. */
const BESIDE = [["if", "then", "else"], ["not"], ["contains", "minContains", "maxContains"], ["propertyNames"], ["dependentRequired"], ["dependentSchemas"], ["dependencies"]] as const;
/** What they mean depends on the keywords around them. */
const ENTANGLED = ["patternProperties", "unevaluatedItems", "unevaluatedProperties", "$dynamicRef"] as const;

/**
 * The changes between two JSON Schemas, by named rules, each with the direction it breaks. A change that is not told breaks nothing; one
 * that cannot be judged is told as breaking both ways. So what has no backward-breaking change is backward compatible.
 */
export class SchemaComparison implements Comparison {
  readonly report: Report;
  readonly #old: Json;
  readonly #now: Json;
  readonly #seen = new Map<Schema, Map<Schema, Set<boolean>>>();
  #left = COMPARISONS_MAX;
  #depth = 0;

  constructor(old: Json, now: Json, report = new Report()) {
    this.#old = old;
    this.#now = now;
    this.report = report;
  }

  /** Compares from the top; pointers begin with `pointer`. */
  run(pointer = ""): Report {
    if (canonicalOf(this.#old) !== canonicalOf(this.#now)) this.compare({ before: this.#old, after: this.#now, pointer, exact: false });
    return this.report;
  }

  /** The schema that a reference leads to in either version: enough to tell forms apart. */
  eitherTarget(schema: Schema): Schema | undefined {
    return resolve(schema, this.#old) ?? resolve(schema, this.#now);
  }

  compare({ before, after, pointer, exact }: Pair): void {
    this.#left -= 1;
    const [old, now] = [resolve(before, this.#old), resolve(after, this.#now)];
    if (old === undefined || now === undefined || this.#left <= 0 || this.#depth > DEPTH_MAX) return this.#giveUp(pointer, before, after, "this part cannot be followed");
    if (this.#wasSeen(old, now, exact)) return;
    this.#depth += 1;
    this.#compareResolved({ before: old, after: now, pointer, exact });
    this.#depth -= 1;
  }

  #compareResolved({ before, after, pointer, exact }: Pair): void {
    if (takesAll(before) || takesAll(after) || !isJson(before) || !isJson(after)) return this.#compareExtremes({ before, after, pointer, exact });
    const [old, now] = [alternativesOf(before), alternativesOf(after)];
    const oneAlternative = old?.forms[0] === before && now?.forms[0] === after;
    if (old !== undefined && now !== undefined && !oneAlternative) return compareAlternatives({ pointer, exact }, old, now, this);
    const place = { before, after, pointer, exact: exact || isManifold(before) || isManifold(after) };
    this.#compareBeside(place);
    if (!compareTypes(place, this.report)) return;
    compareEnums(place, this.report);
    compareLimits(place, this.report);
    compareArrays(place, this);
    compareObjects(place, this);
  }

  /** One of them takes everything or nothing. */
  #compareExtremes({ before, after, pointer }: Pair): void {
    const [takesOld, takesNow] = [takesAll(before), takesAll(after)];
    if ((takesOld && takesNow) || (before === false && after === false)) return;
    if (takesOld || after === false) this.report.add("CONSTRAINT_TIGHTENED", "backward", pointer, [before, after], "not every value is taken any more");
    else this.report.add("CONSTRAINT_LOOSENED", "forward", pointer, [before, after], "values are taken that were not");
  }

  /** Each keyword is one more condition: a new one can only take less, one that is gone only more. */
  #compareBeside(place: Place): void {
    const { before, after, pointer } = place;
    for (const [index, [old, now]] of bothOf(before["allOf"], after["allOf"]).entries()) {
      const at = below(below(pointer, "allOf"), index);
      if (old !== undefined && now !== undefined) this.compare({ before: old, after: now, pointer: at, exact: true });
      else this.#tellPart(at, old, now);
    }
    for (const keys of BESIDE) this.#comparePart(below(pointer, keys[0]), pick(before, keys), pick(after, keys));
    for (const key of ["anyOf", "oneOf"] as const) this.#comparePart(below(pointer, key), before[key], after[key]);
    this.#compareRef(place);
    const isEntangled = ENTANGLED.some((key) => Object.hasOwn(before, key) || Object.hasOwn(after, key));
    if (isEntangled && !this.#isSame(before, after)) this.#giveUp(pointer, before, after, `${ENTANGLED.filter((key) => key in before || key in after).join(" and ")} stand here, whose meaning depends on all the rest`);
  }

  #compareRef({ before, after, pointer }: Place): void {
    const [old, now] = [before["$ref"], after["$ref"]];
    if (old === undefined && now === undefined) return;
    const at = below(pointer, "$ref");
    if (old === undefined || now === undefined) return this.#tellPart(at, old, now);
    this.compare({ before: { $ref: old }, after: { $ref: now }, pointer: at, exact: true });
  }

  #comparePart(at: string, old: unknown, now: unknown): void {
    if (old === undefined || now === undefined) {
      if (old !== now) this.#tellPart(at, old, now);
    } else if (!this.#isSame(old, now)) this.#giveUp(at, old, now, "this condition is another one");
  }

  #tellPart(at: string, old: unknown, now: unknown): void {
    if (old === undefined) this.report.add("CONSTRAINT_TIGHTENED", "backward", at, [old, now], "one more condition");
    else this.report.add("CONSTRAINT_LOOSENED", "forward", at, [old, now], "one condition less");
  }

  /** The same text says the same unless it refers to something that may have changed. */
  #isSame(old: unknown, now: unknown): boolean {
    const text = canonicalOf(old);
    return text === canonicalOf(now) && !text.includes('Ref":') && !text.includes('"$ref"');
  }

  #giveUp(pointer: string, before: unknown, after: unknown, why: string): void {
    this.report.add("SCHEMA_CHANGED", "both", pointer, [before, after], why);
  }

  /** A pair that is being compared, or was, needs no second look: whatever it has to tell is told. */
  #wasSeen(old: Schema, now: Schema, exact: boolean): boolean {
    if (!isJson(old) || !isJson(now)) return false;
    const partners = this.#seen.get(old) ?? new Map<Schema, Set<boolean>>();
    const modes = partners.get(now) ?? new Set<boolean>();
    const seen = modes.has(exact);
    this.#seen.set(old, partners.set(now, modes.add(exact)));
    return seen;
  }
}

/** Whether several schemas may speak of the same object here. */
function isManifold(schema: Json): boolean {
  const keys = constraintsOf(schema);
  return ["allOf", "anyOf", "oneOf", "$ref", ...BESIDE.flat(), ...ENTANGLED].some((key) => keys.includes(key));
}

function bothOf(old: unknown, now: unknown): [Schema | undefined, Schema | undefined][] {
  const [a, b] = [Array.isArray(old) ? old : [], Array.isArray(now) ? now : []];
  return Array.from({ length: Math.max(a.length, b.length) }, (_, index) => [asSchema(a[index]), asSchema(b[index])]);
}

const asSchema = (value: unknown): Schema | undefined => (isJson(value) || typeof value === "boolean" ? value : undefined);

/** Some keywords of a schema; undefined when it has none of them. */
function pick(schema: Json, keys: readonly string[]): Json | undefined {
  const entries = keys.filter((key) => Object.hasOwn(schema, key)).map((key) => [key, schema[key]] as const);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}
