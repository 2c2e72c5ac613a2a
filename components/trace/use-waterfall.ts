"use client";

import { useMemo, useState } from "react";
import { useUrlState } from "../shell/use-url-state.ts";
import type { PackedSpans } from "./pack-spans.ts";
import { ancestorsOf, nextAfter, subtreeEnds, visibleRows } from "./waterfall-rows.ts";

/** The rows of a waterfall, what is folded, and which span is chosen (in the URL, so that a link opens it). */
export interface Waterfall {
  rows: number[];
  ends: number[];
  collapsed: ReadonlySet<number>;
  selected: number | undefined;
  failing: number[];
  fold: (index: number, away: boolean) => void;
  foldAll: (away: boolean) => void;
  select: (index: number | undefined, how: "push" | "replace") => void;
  step: (by: 1 | -1) => void;
  nextFailure: () => void;
  outOf: (index: number) => number | undefined;
}

/** The state of a waterfall. `failedHandoffs` makes the spans that are evidence of a failed handoff failures too. */
export function useWaterfall(spans: PackedSpans, failedHandoffs: readonly string[]): Waterfall {
  const { search, change } = useUrlState();
  // By id: a trace that grows while it is looked at moves its spans to other places.
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const collapsed = useMemo(() => new Set(spans.ids.flatMap((id, index) => (folded.has(id) ? [index] : []))), [spans, folded]);
  const ends = useMemo(() => subtreeEnds(spans.depth), [spans]);
  const rows = useMemo(() => visibleRows(ends, collapsed), [ends, collapsed]);
  const failing = useMemo(() => failingOf(spans, new Set(failedHandoffs)), [spans, failedHandoffs]);
  const wanted = search.get("span");
  const found = wanted === null ? -1 : spans.ids.indexOf(wanted);
  const selected = found === -1 ? undefined : found;

  const select: Waterfall["select"] = (index, how) => {
    if (index !== undefined) {
      const around = new Set(ancestorsOf(spans.depth, index).filter((ancestor) => collapsed.has(ancestor)).map((ancestor) => spans.ids[ancestor]));
      if (around.size > 0) setFolded(new Set([...folded].filter((id) => !around.has(id))));
    }
    change({ span: index === undefined ? undefined : spans.ids[index] }, how);
  };
  const fold: Waterfall["fold"] = (index, away) => {
    const next = new Set(folded);
    if (away) next.add(spans.ids[index] ?? "");
    else next.delete(spans.ids[index] ?? "");
    setFolded(next);
  };
  return {
    rows,
    ends,
    collapsed,
    selected,
    failing,
    fold,
    foldAll: (away) => setFolded(new Set(away ? spans.ids.filter((_, index) => (ends[index] ?? 0) > index + 1) : [])),
    select,
    step: (by) => select(rows[selected === undefined ? 0 : Math.max(0, Math.min(rows.length - 1, rows.indexOf(selected) + by))], "replace"),
    nextFailure: () => {
      const next = nextAfter(failing, selected ?? -1);
      if (next !== undefined) select(next, "replace");
    },
    outOf: (index) => ancestorsOf(spans.depth, index).at(-1),
  };
}

function failingOf(spans: PackedSpans, failedHandoffs: ReadonlySet<string>): number[] {
  const evidence = spans.handoffs.filter(([, ids]) => ids.some((id) => failedHandoffs.has(id))).map(([index]) => index);
  return [...new Set([...spans.errors, ...evidence])].toSorted((a, b) => a - b);
}
