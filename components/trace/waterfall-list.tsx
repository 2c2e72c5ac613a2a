"use client";

import type { KeyboardEvent, MouseEvent } from "react";
import { formatDuration } from "@/lib/text/duration.ts";
import { useShortcuts } from "../shell/use-shortcuts.ts";
import { useWaterfallKeys } from "./use-waterfall-keys.ts";
import { WATERFALL_HEAD_PX, WATERFALL_ROW_PX, type Waterfall } from "./use-waterfall.ts";
import { WATERFALL_COLUMNS, WaterfallRow } from "./waterfall-row.tsx";

/** Rows a press of Page Up or Page Down goes by. */
const PAGE_ROWS = 20;

/** The rows in view, as a treegrid: what assistive technology is told of it is about all rows, not about those in the document. */
export function WaterfallList({ waterfall }: { waterfall: Waterfall }) {
  const { store, state, visible, selectedRow } = waterfall;
  const { selected, view } = state;
  const { setBox, from, to } = visible;
  useWaterfallKeys(waterfall);
  useShortcuts("Everywhere", selected === undefined ? {} : { Escape: () => store.select(undefined, "replace") });
  const rows = Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
  const [zoomFrom, zoomTo] = view.zoom ?? [0, store.durationNs];
  return (
    <div
      ref={setBox}
      role="treegrid"
      tabIndex={0}
      aria-label="Spans"
      aria-rowcount={state.total + 1}
      aria-colcount={3}
      aria-busy={state.waiting > 0}
      aria-activedescendant={selectedRow !== undefined && selectedRow >= from && selectedRow < to ? `span-${selected ?? ""}` : undefined}
      onKeyDown={(event) => {
        if (handleTreeKey(event, waterfall)) event.preventDefault();
      }}
      onClick={(event) => press(event, waterfall)}
      className="relative max-h-[70vh] overflow-auto border-t border-line [overflow-anchor:none]"
    >
      <Axis from={zoomFrom} to={zoomTo} />
      <div role="rowgroup" className="relative" style={{ height: state.total * WATERFALL_ROW_PX }}>
        <div style={{ transform: `translateY(${from * WATERFALL_ROW_PX}px)` }} role="presentation">
          {rows.map((row) => {
            const span = state.rows.get(row);
            return span === undefined ? (
              <div key={row} role="row" aria-rowindex={row + 2} style={{ height: WATERFALL_ROW_PX }} className="border-b border-line px-8 text-xs leading-6 text-ink-3">
                <span role="gridcell">…</span>
              </div>
            ) : (
              <WaterfallRow key={span.id} span={span} row={row} zoomFrom={zoomFrom} zoomTo={zoomTo} selected={span.id === selected} />
            );
          })}
        </div>
      </div>
    </div>
  );
}

function Axis({ from, to }: { from: number; to: number }) {
  return (
    <div role="row" aria-rowindex={1} style={{ height: WATERFALL_HEAD_PX }} className={`${WATERFALL_COLUMNS} sticky top-0 z-10 border-b border-line bg-surface`}>
      <span role="columnheader" className="column-head px-4">
        Span and who was at work
      </span>
      <span role="columnheader" className="column-head flex justify-between gap-2 overflow-hidden tabular-nums">
        {[0, 0.25, 0.5, 0.75].map((part) => (
          <span key={part} className={part === 0 ? "" : "max-sm:hidden"}>
            {formatDuration((from + (to - from) * part) / 1e6)}
          </span>
        ))}
        <span>{formatDuration(to / 1e6)}</span>
      </span>
      <span role="columnheader" className="column-head pr-3 text-end!">
        Took
      </span>
    </div>
  );
}

function press({ target }: MouseEvent, { store, state, visible }: Waterfall): void {
  if (!(target instanceof Element)) return;
  const span = state.rows.get(Number(target.closest("[data-row]")?.getAttribute("data-row") ?? Number.NaN));
  if (span === undefined) return;
  if (target.closest("[data-fold]") === null) store.select(span.id, "push");
  else void store.fold(span.id, !span.folded, visible.seen.from);
}

/** The keys of a treegrid as WAI-ARIA has them; true when one was used. */
function handleTreeKey({ key, ctrlKey, metaKey, altKey }: KeyboardEvent, { store, state, visible, selectedRow = -1 }: Waterfall): boolean {
  if (ctrlKey || metaKey || altKey) return false;
  const steps: Record<string, number> = { ArrowDown: selectedRow + 1, ArrowUp: selectedRow - 1, Home: 0, End: state.total - 1, PageDown: selectedRow + PAGE_ROWS, PageUp: selectedRow - PAGE_ROWS };
  const to = steps[key];
  const span = state.rows.get(selectedRow);
  if (to !== undefined) void store.selectRow(to);
  else if (span === undefined) return false;
  else if (key === "ArrowRight" && span.inner > 0) {
    if (span.folded) void store.fold(span.id, false, visible.seen.from);
    else void store.selectRow(selectedRow + 1);
  } else if (key === "ArrowLeft") {
    if (span.inner > 0 && !span.folded) void store.fold(span.id, true, visible.seen.from);
    else void store.find("outer");
  } else return false;
  return true;
}
