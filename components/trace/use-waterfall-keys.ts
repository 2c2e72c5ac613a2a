"use client";

import { zoomedBy, zoomMoved } from "@/lib/text/span-view.ts";
import { useShortcuts } from "../shell/use-shortcuts.ts";
import type { Waterfall } from "./use-waterfall.ts";

/** Single keys that work on a waterfall from anywhere on its page. */
export function useWaterfallKeys({ store, state, selectedRow = -1, visible }: Waterfall): void {
  const { durationNs } = store;
  const { zoom, onlyFailures } = state.view;
  const span = state.rows.get(selectedRow);
  const [from, to] = zoom ?? [0, durationNs];
  const aboutNs = span === undefined ? (from + to) / 2 : span.startNs + span.durationNs / 2;
  const zoomBy = (factor: number) => void store.narrowTo({ zoom: zoomedBy(zoom, factor, factor < 1 ? aboutNs : (from + to) / 2, durationNs) }, "replace");
  const moveBy = (part: number) => void store.narrowTo({ zoom: zoomMoved(zoom, part, durationNs) }, "replace");
  useShortcuts("Waterfall", {
    j: () => void store.selectRow(selectedRow + 1),
    k: () => void store.selectRow(selectedRow - 1),
    n: () => void store.find("failure-after"),
    p: () => void store.find("failure-before"),
    u: () => void store.find("outer"),
    o: () => {
      if (span !== undefined && span.inner > 0) void store.fold(span.id, !span.folded, visible.seen.from);
    },
    e: () => void store.foldAll(false),
    c: () => void store.foldAll(true),
    f: () => void store.narrowTo({ onlyFailures: !onlyFailures }, "replace"),
    "+": () => zoomBy(0.5),
    "-": () => zoomBy(2),
    "[": () => moveBy(-0.5),
    "]": () => moveBy(0.5),
    "0": () => void store.narrowTo({ zoom: undefined }, "replace"),
  });
}
