"use client";

import { clsx } from "clsx";
import { type KeyboardEvent, useEffect, useRef } from "react";
import type { ComparisonView } from "@/lib/text/comparison.ts";
import type { ComparisonRow } from "@/lib/text/comparison-row.ts";
import { ComparisonLine, type ComparisonLayout, type PlacedFinding } from "./comparison-line.tsx";
import type { ComparisonRows } from "./use-comparison-rows.ts";
import { useMeasuredRows } from "./use-measured-rows.ts";

const ROW_PX = 30;
const COLUMNS: Record<ComparisonLayout, { plain: string; withContract: string }> = {
  split: { plain: "grid-cols-[7rem_minmax(8rem,1fr)_minmax(0,2fr)_minmax(0,2fr)]", withContract: "grid-cols-[7rem_minmax(8rem,1fr)_minmax(0,2fr)_minmax(0,2fr)_minmax(0,1fr)]" },
  unified: { plain: "grid-cols-[7rem_minmax(8rem,1fr)_minmax(0,3fr)]", withContract: "grid-cols-[7rem_minmax(8rem,1fr)_minmax(0,3fr)_minmax(0,1fr)]" },
  alone: { plain: "grid-cols-[minmax(8rem,1fr)_minmax(0,3fr)]", withContract: "grid-cols-[minmax(8rem,1fr)_minmax(0,3fr)_minmax(0,1fr)]" },
};

interface GridProps {
  label: string;
  rows: ComparisonRows;
  view: ComparisonView;
  layout: ComparisonLayout;
  findings: readonly PlacedFinding[];
  hasContract: boolean;
  /** The row that the keyboard is on, and how often it was asked to be shown. */
  active: { row: number; turn: number };
  onActive: (row: number) => void;
  onToggle: (row: number) => void;
  onOpenValue: (id: string, at: string, side: "sent" | "received") => void;
}

/** The rows of a comparison, of which only those in view are drawn, as a treegrid that the keyboard walks. */
export function ComparisonGrid({ label, rows, view, layout, findings, hasContract, active, onActive, onToggle, onOpenValue }: GridProps) {
  const box = useRef<HTMLDivElement>(null);
  const { rows: items, height, measure, show } = useMeasuredRows(rows.count, ROW_PX, box);
  const [first, last] = [items[0]?.index ?? 0, (items.at(-1)?.index ?? -1) + 1];
  const { want } = rows;
  useEffect(() => {
    if (last > first) want(first, last);
  });
  const shown = useRef(0);
  useEffect(() => {
    if (active.turn === shown.current || active.row < 0) return;
    shown.current = active.turn;
    show(active.row, "center");
  });
  const columns = COLUMNS[layout][hasContract ? "withContract" : "plain"];
  const onKeyDown = (event: KeyboardEvent) => {
    const move = MOVES[event.key]?.(active.row, rows.count);
    if (move !== undefined) {
      onActive(move);
      show(move, "auto");
    } else if (!act(event.key, rows.rowAt(active.row), view, { toggle: () => onToggle(active.row), openValue: onOpenValue })) return;
    event.preventDefault();
  };
  return (
    <div role="region" aria-label={label} className="overflow-x-auto">
      <div className="max-md:min-w-[44rem]">
        <div
          ref={box}
          role="treegrid"
          aria-label={label}
          aria-rowcount={rows.count + 1}
          aria-activedescendant={rows.count === 0 ? undefined : `${label}-${active.row}`}
          tabIndex={0}
          onKeyDown={onKeyDown}
          className="max-h-[70vh] overflow-y-auto border-y border-line text-xs outline-offset-[-2px]"
        >
          <Head columns={columns} layout={layout} view={view} hasContract={hasContract} />
          <div role="rowgroup" style={{ height, position: "relative" }}>
            {items.map(({ index, start }) => {
              const row = rows.rowAt(index);
              return (
                <div
                  key={index}
                  id={`${label}-${index}`}
                  ref={measure}
                  data-index={index}
                  role="row"
                  aria-rowindex={index + 2}
                  aria-level={(row?.depth ?? 0) + 1}
                  {...(row?.isOpen === undefined || view === "changes" ? {} : { "aria-expanded": row.isOpen })}
                  aria-selected={index === active.row}
                  onClick={() => {
                    onActive(index);
                    if (row?.kind === "more" || (view === "all" && row?.isOpen !== undefined)) onToggle(index);
                  }}
                  className={clsx("absolute inset-x-0 top-0 grid items-start border-b border-line", columns, index === active.row && "bg-sunk", row?.isOpen !== undefined && view === "all" && "cursor-pointer")}
                  style={{ transform: `translateY(${start}px)`, minHeight: ROW_PX }}
                >
                  {row === undefined ? <span role="gridcell" className="px-3 py-1 text-ink-3">…</span> : <ComparisonLine row={row} layout={layout} view={view} findings={findings} hasContract={hasContract} onOpenValue={(side) => onOpenValue(row.id, row.at, side)} />}
                </div>
              );
            })}
          </div>
        </div>
      </div>
    </div>
  );
}

const MOVES: Record<string, (row: number, count: number) => number> = {
  ArrowDown: (row, count) => Math.min(count - 1, row + 1),
  ArrowUp: (row) => Math.max(0, row - 1),
  PageDown: (row, count) => Math.min(count - 1, row + 20),
  PageUp: (row) => Math.max(0, row - 20),
  Home: () => 0,
  End: (_, count) => count - 1,
};

/** What a key does with the row it is on; false when nothing. */
function act(key: string, row: ComparisonRow | undefined, view: ComparisonView, { toggle, openValue }: { toggle: () => void; openValue: GridProps["onOpenValue"] }): boolean {
  if (row === undefined) return false;
  const canToggle = row.kind === "more" || (row.isOpen !== undefined && view === "all");
  const isToggle = key === "Enter" || (key === "ArrowRight" && row.isOpen === false) || (key === "ArrowLeft" && row.isOpen === true);
  if (canToggle && isToggle) toggle();
  else if (key === "Enter") openValue(row.id, row.at, row.sent === undefined ? "received" : "sent");
  else return false;
  return true;
}

function Head({ columns, layout, view, hasContract }: { columns: string; layout: ComparisonLayout; view: ComparisonView; hasContract: boolean }) {
  const titles = [...(layout === "alone" ? [] : ["What"]), view === "changes" ? "At" : "Place", ...(layout === "split" ? ["Sent", "Received"] : layout === "unified" ? ["Sent and received"] : ["Value"]), ...(hasContract ? ["Contract and findings"] : [])];
  return (
    <div role="rowgroup" className="sticky top-0 z-10 bg-surface">
      <div role="row" aria-rowindex={1} className={clsx("grid border-b border-line", columns)}>
        {titles.map((title) => (
          <span key={title} role="columnheader" className="column-head px-2 py-1">
            {title}
          </span>
        ))}
      </div>
    </div>
  );
}
