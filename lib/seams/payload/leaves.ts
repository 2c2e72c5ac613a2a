import { escapeToken } from "@/lib/model/json-pointer.ts";
import { isRecord } from "./parse-json.ts";

const DEPTH_MAX = 64;
/** A payload with more leaves is compared as far as here; what is missing behind is not known to be missing. */
export const LEAVES_MAX = 5000;

/** A value at the end of a path; `pointer` is RFC 6901. */
export interface Leaf {
  pointer: string;
  value: unknown;
}

/** Every value that is no object or array, with where it stands; empty containers count as values. Stops at 5,000. */
export function leavesOf(value: unknown): Leaf[] {
  const leaves: Leaf[] = [];
  const open: Leaf[] = [{ pointer: "", value }];
  for (let next = open.pop(); next !== undefined && leaves.length < LEAVES_MAX; next = open.pop()) {
    const children = childrenOf(next);
    if (children.length === 0) leaves.push(next);
    else for (const child of children.toReversed()) open.push(child);
  }
  return leaves;
}

function childrenOf({ pointer, value }: Leaf): Leaf[] {
  if (Array.isArray(value)) return value.slice(0, LEAVES_MAX).map((item: unknown, index) => ({ pointer: `${pointer}/${index}`, value: item }));
  if (!isRecord(value)) return [];
  return Object.keys(value).slice(0, LEAVES_MAX).map((key) => ({ pointer: `${pointer}/${escapeToken(key)}`, value: value[key] }));
}

/** Whether a leaf holds something: neither null, nor empty text, nor an empty container. */
export const isContent = (value: unknown): value is string | number | boolean => ["string", "number", "boolean"].includes(typeof value) && value !== "";

/** A pointer with every position in a list left open: what places in one list have in common. */
export const anyItem = (pointer: string): string => pointer.replaceAll(/\/\d+(?=\/|$)/g, "/*");

/** The place itself and those above it, the 64 nearest. */
export function placesOn(pointer: string): string[] {
  const places = [pointer];
  for (let end = pointer.lastIndexOf("/"); end > 0 && places.length < DEPTH_MAX; end = pointer.lastIndexOf("/", end - 1)) places.push(pointer.slice(0, end));
  return places;
}
