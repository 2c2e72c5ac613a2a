import { type Leaf, anyItem } from "./leaves.ts";
import { flatten } from "./texts-in.ts";

/** Lists deeper inside than this are not looked at. */
const DEPTH_MAX = 32;

/** A list that arrived with fewer items, and positions of the items that are nowhere in what arrived. */
export interface ShorterList {
  pointer: string;
  sent: number;
  arrived: number;
  gone: string[];
}

/** Lists of the sent payload that arrived shorter, because items are gone; one that only lost repeats or moved items is none. */
export function shorterLists(sent: readonly Leaf[], received: readonly Leaf[]): ShorterList[] {
  const before = listsIn(sent);
  const after = listsIn(received);
  const arrived = new Set(received.map(({ value }) => flatten(String(value))));
  return [...before].flatMap(([pointer, items]) => {
    const left = after.get(pointer);
    if (left === undefined || left.size >= items.size) return [];
    const gone = [...items].filter(([, leaves]) => leaves.some(({ value }) => !arrived.has(flatten(String(value))))).map(([index]) => index);
    return gone.length === 0 ? [] : [{ pointer, sent: items.size, arrived: left.size, gone }];
  });
}

/** Leaves by list and by item. */
function listsIn(leaves: readonly Leaf[]): Map<string, Map<string, Leaf[]>> {
  const lists = new Map<string, Map<string, Leaf[]>>();
  for (const leaf of leaves) {
    for (const { list, index } of positionsIn(leaf.pointer)) {
      const items = lists.get(list) ?? new Map<string, Leaf[]>();
      lists.set(list, items);
      const item = items.get(index) ?? [];
      items.set(index, item);
      item.push(leaf);
    }
  }
  return lists;
}

function positionsIn(pointer: string): { list: string; index: string }[] {
  if (!anyItem(pointer).includes("/*")) return [];
  const tokens = pointer.split("/", DEPTH_MAX);
  return tokens.flatMap((token, at) => (at > 0 && /^\d+$/.test(token) ? [{ list: tokens.slice(0, at).join("/"), index: token }] : []));
}
