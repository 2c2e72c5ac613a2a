import type { SpanWindow } from "@/lib/model/span-window.ts";
import { type Target, lookFor, openAround } from "./look-for.ts";
import type { Outline } from "./outline.ts";
import { failuresWithin, isFolded, type OutlineView, rowOf } from "./visible-rows.ts";

/** Which rows: those from `from` on, or, when a target is found, those around it. */
export interface WindowQuestion {
  view: OutlineView;
  from: number;
  count: number;
  target: Target;
}

/** Of the rows around a target this part comes before it. */
const BEFORE_TARGET = 0.4;

type Window = Omit<SpanWindow, "version" | "spansInAll">;

/** The rows that are asked for, of a waterfall folded as asked; `rowsIn` tells the rows of a view, and may remember them. */
export function windowOf(outline: Outline, { view: asked, from, count, target }: WindowQuestion, rowsIn: (view: OutlineView) => Int32Array): Window {
  const index = lookFor(outline, target);
  const { view, unfolded, dropped } = index === undefined ? { view: asked, unfolded: [], dropped: [] } : openAround(outline, asked, index);
  const rows = rowsIn(view);
  const at = index === undefined ? null : (rowOf(rows, index) ?? null);
  const first = Math.max(0, Math.min(at === null ? from : at - Math.floor(count * BEFORE_TARGET), rows.length - (at === null ? 0 : count)));
  return {
    spans: outline.spans.length,
    rows: rows.length,
    from: first,
    failures: outline.failing.length,
    at,
    found: index === undefined ? null : (outline.spans[index]?.spanId ?? null),
    unfolded, dropped,
    ...columnsOf(outline, rows.subarray(first, first + count), first, isFolded(outline, view)),
  };
}

function columnsOf(outline: Outline, rows: Int32Array, first: number, folded: (index: number) => boolean) {
  const [names, lanes] = [numbered(), numbered()];
  const indices = [...rows];
  const spanAt = (index: number) => outline.spans[index];
  const column = (valueOf: (index: number) => number | undefined): number[] => indices.map((index) => valueOf(index) ?? 0);
  return {
    ids: indices.map((index) => spanAt(index)?.spanId ?? ""),
    name: column((index) => names.of(spanAt(index)?.name ?? "")),
    lane: column((index) => lanes.of(spanAt(index)?.lane ?? "")),
    what: column((index) => outline.what[index]),
    startNs: column((index) => spanAt(index)?.startNs),
    durationNs: column((index) => spanAt(index)?.durationNs),
    depth: column((index) => spanAt(index)?.depth),
    inner: column((index) => (outline.ends[index] ?? 0) - index - 1),
    failuresInside: column((index) => failuresWithin(outline, index + 1, outline.ends[index] ?? 0)),
    failed: column((index) => outline.failed[index]),
    folded: column((index) => (folded(index) ? 1 : 0)),
    place: column((index) => outline.place[index]),
    siblings: column((index) => outline.siblings[index]),
    missing: indices.flatMap((index, row) => {
      const parent = outline.missing.get(index);
      return parent === undefined ? [] : [{ row: first + row, ...parent }];
    }),
    handoffs: indices.flatMap((index, row) => {
      const ids = spanAt(index)?.handoffIds ?? [];
      return ids.length === 0 ? [] : [{ row: first + row, ids, failed: ids.some((id) => outline.failedHandoffs.has(id)) }];
    }),
    names: names.all,
    lanes: lanes.all,
  };
}

function numbered(): { of: (text: string) => number; all: string[] } {
  const all: string[] = [];
  const numbers = new Map<string, number>();
  const of = (text: string): number => {
    const known = numbers.get(text);
    if (known !== undefined) return known;
    numbers.set(text, all.length);
    return all.push(text) - 1;
  };
  return { of, all };
}
