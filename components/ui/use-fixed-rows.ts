"use client";

import { useCallback, useEffect, useState } from "react";

/** What stands in the document before anything is measured. */
const FIRST_ROWS = 40;
const OVERSCAN = 10;

/** The rows to draw (`to` excluded), those that are seen, and how to bring the box and a row in it into view: to the nearer edge, or the middle. */
export interface FixedRows {
  /** The `ref` of the box. */
  setBox: (box: HTMLDivElement | null) => void;
  from: number;
  to: number;
  seen: { from: number; to: number };
  show: (row: number, where: "near" | "middle") => void;
}

/** Rows of one height in a box that scrolls by itself, below a head that stays; nothing is kept a row, so that a million cost what a hundred do. */
export function useFixedRows(count: number, rowPx: number, headPx: number): FixedRows {
  const [box, setBox] = useState<HTMLDivElement | null>(null);
  const [seen, setSeen] = useState({ from: 0, to: FIRST_ROWS });
  useEffect(() => {
    if (box === null) return undefined;
    const look = () => {
      const from = Math.max(0, Math.floor(box.scrollTop / rowPx));
      const to = Math.ceil((box.scrollTop - headPx + box.clientHeight) / rowPx);
      setSeen((known) => (known.from === from && known.to === to ? known : { from, to }));
    };
    box.addEventListener("scroll", look, { passive: true });
    const observer = new ResizeObserver(look);
    observer.observe(box);
    return () => {
      box.removeEventListener("scroll", look);
      observer.disconnect();
    };
  }, [box, rowPx, headPx]);
  const show = useCallback(
    (row: number, where: "near" | "middle") => {
      if (box === null) return;
      box.scrollIntoView({ block: "nearest" });
      const [top, bottom] = [row * rowPx, (row + 1) * rowPx + headPx - box.clientHeight];
      if (box.scrollTop <= top && box.scrollTop >= bottom) return;
      box.scrollTo({ top: where === "middle" ? (top + bottom) / 2 : box.scrollTop > top ? top : bottom });
    },
    [box, rowPx, headPx],
  );
  return { setBox, show, from: Math.max(0, Math.min(seen.from, count) - OVERSCAN), to: Math.min(count, seen.to + OVERSCAN), seen: { from: Math.min(seen.from, count), to: Math.min(seen.to, count) } };
}
