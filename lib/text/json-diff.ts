import type { DiffMark } from "./diff-row.ts";
import { isObject, isSameScalar, type JsonValue } from "./exact-json.ts";
import { idOf, type Pair, pairsIn } from "./json-pairs.ts";

/** A place at which the two sides differ or both lack what the contract requires; without a mark, one that was asked for. */
export interface Difference {
  pair: Pair;
  mark: DiffMark | undefined;
}

/** All differences in the order of the sent value; `within` counts those below each place that has any, by its id. */
export interface JsonDiff {
  places: Difference[];
  same: number;
  within: Map<string, number>;
}

/**
 * Differences by place; a whole subtree that is gone is one of them. Of a value that stands alone only what is absent differs.
 * `alsoAt` are JSON pointers whose places are told in any case.
 */
export function diffJson(root: Pair, { alsoAt = new Set<string>() }: { alsoAt?: ReadonlySet<string> } = {}): JsonDiff {
  const isOneSided = root.sent === undefined || root.received === undefined;
  const places: Difference[] = [];
  let same = 0;
  // A stack and not recursion: payloads nest deeper than the call stack allows.
  const open: Pair[] = [root];
  for (let pair = open.pop(); pair !== undefined; pair = open.pop()) {
    const found = markOf(pair);
    const mark = isOneSided && found !== "absent" ? undefined : found;
    if (mark !== undefined || (alsoAt.size > 0 && (alsoAt.has(pair.at) || (pair.received !== undefined && alsoAt.has(pair.receivedAt))))) places.push({ pair, mark });
    if (mark !== undefined && mark !== "moved") continue;
    const inner = pairsIn(pair) ?? [];
    for (let index = inner.length - 1; index >= 0; index -= 1) open.push(inner[index] ?? pair);
    if (inner.length === 0 && mark === undefined) same += 1;
  }
  return { places, same, within: countWithin(places) };
}

/** What became of the value at a place, as far as that can be said without looking into it; undefined when nothing did. */
export function markOf(pair: Pair): DiffMark | undefined {
  const { sent, received } = pair;
  if (sent === undefined) return received === undefined ? "absent" : "added";
  if (received === undefined) return "missing";
  if (isSameScalar(sent, received) || isSameKind(sent, received)) return pair.isMoved ? "moved" : undefined;
  return typeof sent === "string" && typeof received === "string" && cutAt(sent, received) !== undefined ? "truncated" : "changed";
}

const isSameKind = (a: JsonValue, b: JsonValue): boolean => isOpen(a) && isOpen(b) && Array.isArray(a) === Array.isArray(b);

const isOpen = (value: JsonValue): boolean => Array.isArray(value) || isObject(value);

/** A shorter text that ends in such a sign may be the beginning of another one. */
const CUT_SIGN = /\s*(?:…|\.\.\.|\[truncated\])$/;
const CUT_LENGTH_MIN = 16;

/** How many characters of a text arrived when only its beginning did, a sign of the cut set aside; undefined when it is another text. */
export function cutAt(sent: string, received: string): number | undefined {
  if (received !== "" && sent.startsWith(received)) return received.length;
  const end = received.slice(-20).search(CUT_SIGN);
  if (end < 0) return undefined;
  const length = Math.max(0, received.length - 20) + end;
  return length >= CUT_LENGTH_MIN && length < sent.length && sent.startsWith(received.slice(0, length)) ? length : undefined;
}

function countWithin(differences: readonly Difference[]): Map<string, number> {
  const within = new Map<string, number>();
  for (const { pair, mark } of differences) {
    if (mark === undefined) continue;
    for (let { parent } = pair; parent !== undefined; parent = parent.parent) {
      const id = idOf(parent);
      within.set(id, (within.get(id) ?? 0) + 1);
    }
  }
  return within;
}
