import { ExactNumber, isObject, memberNamed, type JsonValue } from "./exact-json.ts";

/** Which items of two lists belong together, by their numbers; -1 stands for no item. In the order of the sent list. */
export type Alignment = { sent: number; received: number; isMoved?: boolean }[];

/** Members by which items of a list name themselves, the surest first. */
const NAMES = ["id", "_id", "uuid", "key", "ref", "sku", "slug", "name"] as const;

/**
 * Items paired by a member that names each of them on both sides, where that member is the same for at least one; undefined when
 * there is none. What only the received list has stands after the item it follows there; items out of their order are moved.
 */
export function alignByIdentity(sent: readonly JsonValue[], received: readonly JsonValue[]): Alignment | undefined {
  if (sent.length === 0 || received.length === 0) return undefined;
  for (const name of NAMES) {
    const from = indexBy(sent, name);
    const to = from === undefined ? undefined : indexBy(received, name);
    if (from === undefined || to === undefined || ![...from.keys()].some((value) => to.has(value))) continue;
    return merge([...from.keys()].map((value) => to.get(value) ?? -1), received.length);
  }
  return undefined;
}

/** Where each item stands by its name; undefined when an item has none, or two have the same. */
function indexBy(items: readonly JsonValue[], name: string): Map<string, number> | undefined {
  const places = new Map<string, number>();
  for (const [index, item] of items.entries()) {
    const value = isObject(item) ? memberNamed(item, name) : undefined;
    const text = value instanceof ExactNumber ? value.digits : typeof value === "string" || typeof value === "number" ? String(value) : undefined;
    if (text === undefined || text === "" || places.has(text)) return undefined;
    places.set(text, index);
  }
  return places;
}

/** `partners` has for each sent item the number of its partner, or -1. */
function merge(partners: readonly number[], receivedLength: number): Alignment {
  const inOrder = longestRise(partners);
  const known = new Set(partners);
  const followers = (received: number): Alignment => {
    const alone: Alignment = [];
    for (let next = received + 1; next < receivedLength && !known.has(next); next += 1) alone.push({ sent: -1, received: next });
    return alone;
  };
  return [
    ...followers(-1),
    ...partners.flatMap((received, index) => (received < 0 ? [{ sent: index, received }] : [{ sent: index, received, isMoved: !inOrder.has(received) }, ...followers(received)])),
  ];
}

/** The largest set of partners that stand in the same order on both sides: all others moved. */
function longestRise(partners: readonly number[]): Set<number> {
  const ends: number[] = [];
  const before = new Map<number, number | undefined>();
  for (const value of partners) {
    if (value < 0) continue;
    const at = firstNotBelow(ends, value);
    before.set(value, ends[at - 1]);
    ends[at] = value;
  }
  const rise = new Set<number>();
  for (let value = ends.at(-1); value !== undefined; value = before.get(value)) rise.add(value);
  return rise;
}

function firstNotBelow(sorted: readonly number[], value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
