import type { CompatibilityRule } from "@/lib/model/compatibility.ts";
import type { Json } from "../schema/subschemas.ts";
import { breaksOf, below, canonicalOf, type Report } from "./report.ts";
import { declaredTypes, effectiveTypes, enumOf, typeWords } from "./schema-form.ts";

/** Two versions of a schema at one place. */
interface Versions {
  before: Json;
  after: Json;
  pointer: string;
}

const isSubset = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean => [...a].every((type) => b.has(type));

/** Compares the types; false when no value can be of both, so that nothing below is worth comparing. */
export function compareTypes({ before, after, pointer }: Versions, report: Report): boolean {
  const old = effectiveTypes(before);
  const now = effectiveTypes(after);
  const areApart = ![...old].some((type) => now.has(type));
  const backward = areApart || !isSubset(old, declaredTypes(after));
  const forward = areApart || !isSubset(now, declaredTypes(before));
  if (!backward && !forward) return true;
  const rule: CompatibilityRule = backward && forward ? "FIELD_TYPE_CHANGED" : backward ? "FIELD_TYPE_NARROWED" : "FIELD_TYPE_WIDENED";
  report.add(rule, breaksOf({ backward, forward }), pointer, [before["type"], after["type"]], `${typeWords(old)} became ${typeWords(now)}`);
  return !areApart;
}

/** Compares the values that alone are taken. */
export function compareEnums({ before, after, pointer }: Versions, report: Report): void {
  const [old, now] = [enumOf(before), enumOf(after)];
  if (old === undefined && now === undefined) return;
  const at = below(pointer, "enum");
  if (old === undefined) return report.add("CONSTRAINT_TIGHTENED", "backward", at, [undefined, now], "only listed values are taken");
  if (now === undefined) return report.add("CONSTRAINT_LOOSENED", "forward", at, [old, undefined], "any value is taken, not only listed ones");
  const [oldTexts, nowTexts] = [new Set(old.map(canonicalOf)), new Set(now.map(canonicalOf))];
  for (const value of new Set(oldTexts)) if (!nowTexts.has(value)) report.add("ENUM_VALUE_REMOVED", "backward", at, [old, now], `${value} is taken no more`);
  for (const value of new Set(nowTexts)) if (!oldTexts.has(value)) report.add("ENUM_VALUE_ADDED", "forward", at, [old, now], `${value} is taken as well`);
}

/** A keyword that takes more the higher it is, or the lower it is. */
const UPPER = ["maxLength", "maxItems", "maxProperties"] as const;
const LOWER = ["minLength", "minItems", "minProperties"] as const;
/** Keywords of which only "the same" can be said. */
const OPAQUE = ["pattern", "format"] as const;

/** Compares limits on numbers, lengths and texts. */
export function compareLimits(versions: Versions, report: Report): void {
  const { before, after, pointer } = versions;
  for (const key of UPPER) tell(report, key, pointer, [before[key], after[key]], order(numberOr(before[key], Infinity), numberOr(after[key], Infinity)));
  for (const key of LOWER) tell(report, key, pointer, [before[key], after[key]], order(-numberOr(before[key], 0), -numberOr(after[key], 0)));
  tell(report, "maximum", pointer, [upperText(before), upperText(after)], orderBound(upper(before), upper(after)));
  tell(report, "minimum", pointer, [lowerText(before), lowerText(after)], orderBound(lower(before), lower(after)));
  tell(report, "uniqueItems", pointer, [before["uniqueItems"], after["uniqueItems"]], order(before["uniqueItems"] === true ? 0 : 1, after["uniqueItems"] === true ? 0 : 1));
  tell(report, "multipleOf", pointer, [before["multipleOf"], after["multipleOf"]], orderMultiples(before["multipleOf"], after["multipleOf"]));
  for (const key of OPAQUE) tell(report, key, pointer, [before[key], after[key]], orderOpaque(before[key], after[key]));
}

type Order = "same" | "tighter" | "looser" | "other";

function tell(report: Report, key: string, pointer: string, values: readonly [unknown, unknown], how: Order): void {
  const at = below(pointer, key);
  const words = `${key} went from ${canonicalOf(values[0]) || "none"} to ${canonicalOf(values[1]) || "none"}`;
  if (how === "tighter") report.add("CONSTRAINT_TIGHTENED", "backward", at, values, words);
  if (how === "looser") report.add("CONSTRAINT_LOOSENED", "forward", at, values, words);
  if (how === "other") report.add("CONSTRAINT_CHANGED", "both", at, values, words);
}

const numberOr = (value: unknown, otherwise: number): number => (typeof value === "number" ? value : otherwise);
const order = (old: number, now: number): Order => (now === old ? "same" : now < old ? "tighter" : "looser");

/** How far up numbers go: a limit, and whether the limit itself is left out. */
type Bound = readonly [number, boolean];
const strictest = (a: Bound, b: Bound): Bound => (a[0] === b[0] ? [a[0], a[1] || b[1]] : a[0] < b[0] ? a : b);
const upper = (schema: Json): Bound => strictest([numberOr(schema["maximum"], Infinity), false], [numberOr(schema["exclusiveMaximum"], Infinity), true]);
const lower = (schema: Json): Bound => strictest([-numberOr(schema["minimum"], -Infinity), false], [-numberOr(schema["exclusiveMinimum"], -Infinity), true]);
const upperText = (schema: Json): unknown => schema["maximum"] ?? schema["exclusiveMaximum"];
const lowerText = (schema: Json): unknown => schema["minimum"] ?? schema["exclusiveMinimum"];

function orderBound([old, oldOpen]: Bound, [now, nowOpen]: Bound): Order {
  if (old !== now || oldOpen === nowOpen || old === Infinity) return order(old, now);
  return nowOpen ? "tighter" : "looser";
}

function orderMultiples(old: unknown, now: unknown): Order {
  if (old === now) return "same";
  if (typeof old !== "number" || typeof now !== "number") return old === undefined ? "tighter" : "looser";
  if (!Number.isInteger(old) || !Number.isInteger(now)) return "other";
  if (old % now === 0) return "looser";
  return now % old === 0 ? "tighter" : "other";
}

function orderOpaque(old: unknown, now: unknown): Order {
  if (old === now) return "same";
  if (old === undefined) return "tighter";
  return now === undefined ? "looser" : "other";
}
