"use client";

import type { SortingState } from "@tanstack/react-table";
import { useTable } from "@tanstack/react-table";
import { clsx } from "clsx";
import { ArrowDown, ArrowUp } from "lucide-react";
import { useMemo, useRef } from "react";
import type { SeamSummary } from "@/lib/model/seam.ts";
import { useWindowRows } from "../ui/use-visible-rows.ts";
import { seamColumns, seamTableFeatures, type SeamHref } from "./seam-columns.tsx";

const ROW_PX = 53;
const TEXT_COLUMNS = new Set(["seam", "versions", "trend"]);

export interface SeamTableProps {
  seams: SeamSummary[];
  sorting: SortingState;
  onSort: (sorting: SortingState) => void;
  highlighted: string | undefined;
  onHighlight: (seamId: string | undefined) => void;
  hrefOf: SeamHref;
  nowMs: number;
}

/** Every seam as a row; only the rows near the window are in the document, so that a thousand are as quick as ten. */
export function SeamTable({ seams, sorting, onSort, highlighted, onHighlight, hrefOf, nowMs }: SeamTableProps) {
  const columns = useMemo(() => seamColumns(hrefOf, nowMs), [hrefOf, nowMs]);
  const table = useTable({
    features: seamTableFeatures,
    columns,
    data: seams,
    getRowId: (seam) => seam.id,
    state: { sorting },
    onSortingChange: (next) => onSort(typeof next === "function" ? next(sorting) : next),
    enableSortingRemoval: false,
  });
  const { rows } = table.getRowModel();
  const body = useRef<HTMLTableSectionElement>(null);
  const { items, before, after, measure } = useWindowRows(rows.length, ROW_PX, body);
  return (
    <div className="overflow-x-auto xl:overflow-x-clip" role="region" aria-label="All seams" tabIndex={0}>
      <table className="w-full border-separate border-spacing-0" aria-rowcount={rows.length + 1}>
        <thead>
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id}>
              {group.headers.map((header) => (
                <th
                  key={header.id}
                  scope="col"
                  aria-sort={ariaSort(header.column.getIsSorted())}
                  className={clsx("column-head z-20 border-b border-line bg-surface py-0 first:pl-4 last:pr-4 xl:sticky xl:top-12", TEXT_COLUMNS.has(header.id) ? "px-3" : "px-3 text-end")}
                >
                  {header.column.getCanSort() ? (
                    <button type="button" onClick={header.column.getToggleSortingHandler()} className="inline-flex h-8 items-center gap-1 hover:text-ink">
                      <table.FlexRender header={header} />
                      <SortMark sorted={header.column.getIsSorted()} />
                    </button>
                  ) : (
                    <table.FlexRender header={header} />
                  )}
                </th>
              ))}
            </tr>
          ))}
        </thead>
        <tbody ref={body}>
          {before > 0 ? <Spacer height={before} columns={columns.length} /> : null}
          {items.map((index) => {
            const row = rows[index];
            if (row === undefined) return null;
            return (
              <tr
                key={row.id}
                ref={measure}
                data-index={index}
                aria-rowindex={index + 2}
                onMouseEnter={() => onHighlight(row.id)}
                onMouseLeave={() => onHighlight(undefined)}
                className={clsx("relative hover:bg-sunk", highlighted === row.id && "bg-sunk")}
              >
                {row.getAllCells().map((cell) => (
                  <td key={cell.id} className={clsx("h-13 border-b border-line px-3 first:pl-4 last:pr-4", TEXT_COLUMNS.has(cell.column.id) ? "" : "text-end whitespace-nowrap tabular-nums")}>
                    <table.FlexRender cell={cell} />
                  </td>
                ))}
              </tr>
            );
          })}
          {after > 0 ? <Spacer height={after} columns={columns.length} /> : null}
        </tbody>
      </table>
    </div>
  );
}

function Spacer({ height, columns }: { height: number; columns: number }) {
  return (
    <tr aria-hidden="true">
      <td colSpan={columns} style={{ height }} />
    </tr>
  );
}

function SortMark({ sorted }: { sorted: false | "asc" | "desc" }) {
  if (sorted === false) return null;
  const Arrow = sorted === "asc" ? ArrowUp : ArrowDown;
  return <Arrow className="size-3" aria-hidden="true" />;
}

function ariaSort(sorted: false | "asc" | "desc"): "ascending" | "descending" | "none" {
  if (sorted === false) return "none";
  return sorted === "asc" ? "ascending" : "descending";
}
