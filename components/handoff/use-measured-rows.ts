"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import type { RefObject } from "react";

const OVERSCAN = 8;

/** A row to draw and how far from the top. */
export interface MeasuredRow {
  index: number;
  start: number;
}

/** Rows of different heights in a box that scrolls: those in view, the height of all, and how to bring one into view. */
export function useMeasuredRows(count: number, rowPx: number, box: RefObject<HTMLElement | null>): {
  rows: MeasuredRow[];
  height: number;
  measure: (row: HTMLElement | null) => void;
  show: (index: number, align: "auto" | "center") => void;
} {
  const virtualizer = useVirtualizer({ count, estimateSize: () => rowPx, overscan: OVERSCAN, getScrollElement: () => box.current });
  return {
    rows: virtualizer.getVirtualItems(),
    height: virtualizer.getTotalSize(),
    measure: virtualizer.measureElement,
    show: (index, align) => virtualizer.scrollToIndex(index, { align }),
  };
}
