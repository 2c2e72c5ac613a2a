"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { ComparisonView } from "@/lib/text/comparison.ts";
import type { ComparisonRow } from "@/lib/text/comparison-row.ts";
import type { Ask } from "./use-comparison.ts";

const PAGE = 100;

/** The rows of a comparison as far as they have been looked at. */
export interface ComparisonRows {
  count: number;
  /** Undefined while it is on its way. */
  rowAt: (index: number) => ComparisonRow | undefined;
  /** Says which rows are in view. */
  want: (from: number, to: number) => void;
  /** To be called when rows have changed their numbers. */
  refresh: () => Promise<void>;
}

/** Reads rows page by page as they come into view; what was read is kept until rows change. */
export function useComparisonRows(ask: Ask, view: ComparisonView, isReady: boolean): ComparisonRows {
  const [count, setCount] = useState(0);
  const [, setDrawn] = useState(0);
  const pages = useRef(new Map<number, readonly ComparisonRow[] | "asked">());
  const epoch = useRef(0);
  const read = useCallback(
    async (page: number) => {
      const asked = epoch.current;
      const rows = await ask("rows", { view, from: page * PAGE, to: (page + 1) * PAGE });
      if (asked !== epoch.current) return;
      pages.current.set(page, rows);
      setDrawn((before) => before + 1);
    },
    [ask, view],
  );
  const refresh = useCallback(async () => {
    epoch.current += 1;
    const now = epoch.current;
    const held = [...pages.current.keys()];
    const [length, ...first] = await Promise.all([ask("count", { view }), ...held.map((page) => ask("rows", { view, from: page * PAGE, to: (page + 1) * PAGE }))]);
    if (now !== epoch.current) return;
    pages.current = new Map(held.map((page, index) => [page, first[index] ?? []]));
    setCount(length);
    setDrawn((before) => before + 1);
  }, [ask, view]);
  useEffect(() => {
    if (!isReady) return;
    pages.current = new Map();
    void refresh();
  }, [isReady, refresh]);
  const want = useCallback(
    (from: number, to: number) => {
      for (let page = Math.floor(from / PAGE); page <= Math.floor(Math.max(from, to - 1) / PAGE); page += 1) {
        if (pages.current.has(page)) continue;
        pages.current.set(page, "asked");
        void read(page);
      }
    },
    [read],
  );
  const rowAt = useCallback((index: number) => {
    const page = pages.current.get(Math.floor(index / PAGE));
    return page === undefined || page === "asked" ? undefined : page[index % PAGE];
  }, []);
  return { count, rowAt, want, refresh };
}
