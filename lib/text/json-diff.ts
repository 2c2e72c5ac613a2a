import { escapeToken } from "@/lib/model/json-pointer.ts";
import { diffArrays } from "diff";
import type { DiffRow } from "./diff-row.ts";

/** What JSON.parse returns. */
export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };

/** More edits than this and two lists are paired by position; it also bounds the time, which grows with its square. */
const ITEM_EDITS_MAX = 1000;

interface Pair {
  at: string;
  sent: JsonValue | undefined;
  received: JsonValue | undefined;
}

/** Differences by JSON pointer (RFC 6901), in the order of the sent value; a whole subtree that is gone is one row. */
export function diffJson(sent: JsonValue, received: JsonValue): { rows: DiffRow[]; same: number } {
  const rows: DiffRow[] = [];
  let same = 0;
  // A stack and not recursion: payloads nest deeper than the call stack allows.
  const open: Pair[] = [{ at: "", sent, received }];
  for (let pair = open.pop(); pair !== undefined; pair = open.pop()) {
    const inner = childrenOf(pair);
    if (inner !== undefined) {
      for (const child of inner.toReversed()) open.push(child);
      if (inner.length === 0) same += 1;
    } else if (pair.sent === pair.received) same += 1;
    else rows.push(rowOf(pair));
  }
  return { rows, same };
}

/** The pairs inside two objects or two lists; undefined when the two are to be compared as they stand. */
function childrenOf({ at, sent, received }: Pair): Pair[] | undefined {
  if (Array.isArray(sent) && Array.isArray(received)) return pairItems(at, sent, received);
  if (!isObject(sent) || !isObject(received)) return undefined;
  const keys = new Set([...Object.keys(sent), ...Object.keys(received)]);
  return [...keys].map((key) => ({ at: `${at}/${escapeToken(key)}`, sent: own(sent, key), received: own(received, key) }));
}

/**
 * Lists of one length are paired by position. Of two lengths, equal items are paired first, so that one lost out of the
 * middle is one row, and not every item after it. Pointers are those of the sent list; an item that only the received list
 * has stands where it would be in it.
 */
function pairItems(at: string, sent: JsonValue[], received: JsonValue[]): Pair[] {
  const changes = sent.length === received.length ? undefined : diffArrays(sent.map(identityOf), received.map(identityOf), { maxEditLength: ITEM_EDITS_MAX });
  if (changes === undefined) {
    const length = Math.max(sent.length, received.length);
    return Array.from({ length }, (_, index) => ({ at: `${at}/${index}`, sent: sent[index], received: received[index] }));
  }
  const pairs: Pair[] = [];
  let from = 0;
  let to = 0;
  for (const run of runsOf(changes)) {
    for (let index = 0; index < Math.max(run.sent, run.received); index += 1) {
      const pointer = `${at}/${from + Math.min(index, run.sent)}`;
      pairs.push({ at: pointer, sent: index < run.sent ? sent[from + index] : undefined, received: index < run.received ? received[to + index] : undefined });
    }
    from += run.sent;
    to += run.received;
  }
  return pairs;
}

/** How many items of either list belong together: equal ones, or removed ones with the added ones right after them. */
function runsOf(changes: readonly { added: boolean; removed: boolean; value: unknown[] }[]): { sent: number; received: number }[] {
  const runs: { sent: number; received: number }[] = [];
  for (const [index, { added, removed, value }] of changes.entries()) {
    const before = changes[index - 1]?.removed === true ? runs.at(-1) : undefined;
    if (added && before !== undefined) before.received = value.length;
    else runs.push({ sent: added ? 0 : value.length, received: removed ? 0 : value.length });
  }
  return runs;
}

function rowOf({ at, sent, received }: Pair): DiffRow {
  const row = { at, sent: shown(sent), received: shown(received) };
  if (sent === undefined) return { ...row, mark: "added" };
  if (received === undefined) return { ...row, mark: "missing" };
  const cut = typeof sent === "string" && typeof received === "string" && received !== "" && sent.startsWith(received);
  return { ...row, mark: cut ? "truncated" : "changed" };
}

/** What makes two items the same. One that is too deep to write out is the same as itself only. */
function identityOf(item: JsonValue): unknown {
  return typeof item === "object" ? (textOf(item) ?? item) : `${typeof item} ${String(item)}`;
}

function shown(value: JsonValue | undefined): string | null {
  return value === undefined ? null : (textOf(value) ?? "(nested too deeply to show)");
}

/** Undefined when the value nests deeper than the call stack allows JSON.stringify to go. */
function textOf(value: JsonValue | undefined): string | undefined {
  try {
    return JSON.stringify(value);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function isObject(value: JsonValue | undefined): value is { [key: string]: JsonValue } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function own(value: { [key: string]: JsonValue }, key: string): JsonValue | undefined {
  return Object.hasOwn(value, key) ? value[key] : undefined;
}
