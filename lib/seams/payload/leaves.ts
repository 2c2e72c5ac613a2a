import { isRecord } from "./parse-json.ts";

const LEAVES_MAX = 5000;

/** A value at the end of a path; `pointer` is RFC 6901. */
export interface Leaf {
  pointer: string;
  value: unknown;
}

/** Every value that is no object or array, with where it stands; empty containers count as values. Stops at 5,000. */
export function leavesOf(value: unknown): Leaf[] {
  const leaves: Leaf[] = [];
  const open: Leaf[] = [{ pointer: "", value }];
  for (let next = open.shift(); next !== undefined && leaves.length < LEAVES_MAX; next = open.shift()) {
    const children = childrenOf(next);
    if (children.length === 0) leaves.push(next);
    else open.unshift(...children);
  }
  return leaves;
}

function childrenOf({ pointer, value }: Leaf): Leaf[] {
  if (Array.isArray(value)) return value.map((item: unknown, index) => ({ pointer: `${pointer}/${index}`, value: item }));
  if (!isRecord(value)) return [];
  return Object.entries(value).map(([key, item]) => ({ pointer: `${pointer}/${escapeToken(key)}`, value: item }));
}

/** A key as a reference token (RFC 6901 §3). */
export const escapeToken = (key: string): string => key.replaceAll("~", "~0").replaceAll("/", "~1");
