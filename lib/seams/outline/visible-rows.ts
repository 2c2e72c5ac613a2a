import type { Outline } from "./outline.ts";

/** How a waterfall is folded and narrowed down. With `collapsed` "all", only what `expanded` names is open. */
export interface OutlineView {
  collapsed: "all" | readonly string[];
  expanded: readonly string[];
  /** Only spans that were at work in this time, nanoseconds from the trace's start, and those around them. */
  zoom: readonly [number, number] | undefined;
  /** Only failures and the spans around them. */
  onlyFailures: boolean;
}

/** Everything open, nothing left out. */
export const WHOLE: OutlineView = { collapsed: [], expanded: [], zoom: undefined, onlyFailures: false };

/** Whether what is below each span is folded away. */
export function isFolded(outline: Outline, { collapsed, expanded }: OutlineView): (index: number) => boolean {
  const named = new Set((collapsed === "all" ? expanded : collapsed).map((id) => outline.indexOf(id)));
  return (index) => (outline.ends[index] ?? 0) > index + 1 && (collapsed === "all" ? !named.has(index) : named.has(index));
}

/** Whether nothing at or below a span is in what the view is narrowed down to. */
export function isLeftOut(outline: Outline, { zoom, onlyFailures }: OutlineView): (index: number) => boolean {
  return (index) =>
    (zoom !== undefined && ((outline.latestNs[index] ?? 0) < zoom[0] || (outline.earliestNs[index] ?? 0) > zoom[1])) ||
    (onlyFailures && failuresWithin(outline, index, outline.ends[index] ?? 0) === 0);
}

/** Failures among the places from one up to, and without, another. */
export const failuresWithin = ({ failuresBefore }: Outline, from: number, to: number): number => (failuresBefore[to] ?? 0) - (failuresBefore[from] ?? 0);

/** Places in the outline that have a row, ascending. */
export function visibleRows(outline: Outline, view: OutlineView): Int32Array {
  const [folded, leftOut] = [isFolded(outline, view), isLeftOut(outline, view)];
  const count = outline.spans.length;
  const rows = new Int32Array(count);
  let shown = 0;
  for (let index = 0; index < count; ) {
    const end = outline.ends[index] ?? count;
    if (leftOut(index)) {
      index = end;
    } else {
      rows[shown] = index;
      shown += 1;
      index = folded(index) ? end : index + 1;
    }
  }
  return rows.slice(0, shown);
}

/** The row of a place among ascending rows; undefined when it has none. */
export function rowOf(rows: Int32Array, index: number): number | undefined {
  const row = firstAtOrAfter(rows, index);
  return rows[row] === index ? row : undefined;
}

/** How many of ascending numbers are less than this one. */
export function firstAtOrAfter(numbers: Int32Array, number: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) < number) low = middle + 1;
    else high = middle;
  }
  return low;
}
