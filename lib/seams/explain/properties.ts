import { FACT_KINDS, type Fact } from "@/lib/model/explanation.ts";
import { isIdKey, isIdShaped } from "./looks-like-id.ts";
import { scopeOf, type ToldHandoff } from "./told-handoff.ts";

/** A property of handoffs: by position in the list of handoffs, what it is of each; undefined where nothing can be said. */
export interface Property extends Omit<Fact, "value"> {
  values: (string | number | undefined)[];
}

/** A fact and the handoffs it is so of, by position. */
export interface FactOf {
  fact: Fact;
  holders: readonly number[];
}

/** More values than this say nothing that a person could act on. */
const VALUES_MAX = 24;
/** Numbers with more values than this are compared by bounds. */
const NUMBERS_MAX = 8;
/** A key with an id's name and no more values than this is a group, such as a tenant. */
const GROUPS_MAX = 8;
/** Where bounds are looked for: at these shares of all numbers. */
const CUTS = [0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95];

/** The properties of handoffs, in an order that depends on nothing but themselves. */
export function propertiesOf(handoffs: readonly ToldHandoff[]): Property[] {
  const found = new Map<string, Property>();
  for (const [index, { facts }] of handoffs.entries()) {
    for (const { kind, side, key, value } of facts) {
      const name = JSON.stringify([FACT_KINDS.indexOf(kind), side, key]);
      const property: Property = found.get(name) ?? { kind, side, key, values: Array.from({ length: handoffs.length }, () => undefined) };
      property.values[index] ??= value;
      found.set(name, property);
    }
  }
  const all = [...found].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, property]) => property);
  for (const property of all) fillAbsent(property, handoffs);
  return all;
}

/** Where the span or the payload is there and the thing is not, that is a fact as well. */
function fillAbsent(property: Property, handoffs: readonly ToldHandoff[]): void {
  const scope = scopeOf(property);
  if (scope === "") return;
  for (const [index, { scopes }] of handoffs.entries()) if (property.values[index] === undefined && scopes.has(scope)) property.values[index] = "";
}

/** The facts that a property can be told by, or why it is left out: it tells handoffs apart one by one, or has too many values. */
export function factsOf(property: Property): FactOf[] | "ids" | "many" {
  const { kind, side, key, values } = property;
  const present = values.flatMap((value) => (value === undefined || value === "" ? [] : [value]));
  const numbers = present.filter((value) => typeof value === "number");
  const distinct = new Set(present).size;
  if (distinct > GROUPS_MAX && isIdKey(key)) return "ids";
  if (numbers.length === present.length && distinct > NUMBERS_MAX) return boundsIn(property, numbers);
  if (areIds(present, distinct)) return "ids";
  if (distinct > VALUES_MAX || (present.length >= 4 && distinct > present.length * 0.6)) return "many";
  const holdersOf = new Map<string, number[]>();
  for (const [index, value] of values.entries()) {
    if (value === undefined) continue;
    const holders = holdersOf.get(String(value));
    if (holders === undefined) holdersOf.set(String(value), [index]);
    else holders.push(index);
  }
  return [...holdersOf]
    .filter(([value, holders]) => holders.length > 1 || !(isIdShaped(value) || isIdKey(key)))
    .map(([value, holders]) => ({ fact: { kind, side, key, value }, holders }));
}

function areIds(present: readonly (string | number)[], distinct: number): boolean {
  const shaped = present.filter((value) => isIdShaped(String(value))).length;
  return present.length > 0 && shaped * 2 > present.length && (distinct > GROUPS_MAX || distinct === present.length);
}

function boundsIn({ kind, side, key, values }: Property, numbers: readonly number[]): FactOf[] {
  const sorted = numbers.toSorted((a, b) => a - b);
  const cuts = [...new Set(CUTS.map((share) => sorted[Math.floor(share * sorted.length)] ?? 0))];
  const holding = (test: (value: number) => boolean) => values.flatMap((value, index) => (typeof value === "number" && test(value) ? [index] : []));
  return cuts.flatMap((cut) => [
    { fact: { kind, side, key, value: `≥ ${cut}` }, holders: holding((value) => value >= cut) },
    { fact: { kind, side, key, value: `< ${cut}` }, holders: holding((value) => value < cut) },
  ]);
}
