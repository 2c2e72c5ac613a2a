"use client";

import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { useLayoutEffect, useState, type RefObject } from "react";

/** What stands in the document without measuring: enough to fill a first screen that the server made. */
const FIRST_ROWS = 40;
const OVERSCAN = 12;

/** Indices of the rows to draw, the pixels left out before and after them, and how a row tells its height. */
export interface VisibleRows {
  items: number[];
  before: number;
  after: number;
  measure: ((row: HTMLElement | null) => void) | undefined;
}

/** Room that the header of the page and that of a table take at the top of the window. */
const HEADERS_PX = 96;

/** Rows of a list that scrolls with the page, and how to bring one of them into view. Heights may differ; short lists are drawn whole. */
export function useWindowRows(count: number, rowPx: number, body: RefObject<HTMLElement | null>): VisibleRows & { show: (index: number) => void } {
  const [top, setTop] = useState<number>();
  useLayoutEffect(() => setTop((body.current?.getBoundingClientRect().top ?? 0) + window.scrollY), [body, count]);
  const virtualizer = useWindowVirtualizer({ count, estimateSize: () => rowPx, overscan: OVERSCAN, scrollMargin: top ?? 0, scrollPaddingStart: HEADERS_PX });
  const show = (index: number) => virtualizer.scrollToIndex(index, { align: "auto" });
  if (top === undefined || count <= FIRST_ROWS) return { ...firstRows(count, rowPx), show };
  return { ...span(virtualizer, top), measure: virtualizer.measureElement, show };
}

interface Measured {
  getVirtualItems(): { index: number; start: number; end: number }[];
  getTotalSize(): number;
}

function span(virtualizer: Measured, top: number): Omit<VisibleRows, "measure"> {
  const visible = virtualizer.getVirtualItems();
  const [first] = visible;
  const last = visible.at(-1);
  if (first === undefined || last === undefined) return { items: [], before: 0, after: virtualizer.getTotalSize() };
  return { items: visible.map((item) => item.index), before: first.start - top, after: virtualizer.getTotalSize() - (last.end - top) };
}

function firstRows(count: number, rowPx: number): VisibleRows {
  const shown = Math.min(count, FIRST_ROWS);
  return { items: Array.from({ length: shown }, (_, index) => index), before: 0, after: (count - shown) * rowPx, measure: undefined };
}
