"use client";

import type { Column } from "@tanstack/react-table";
import { clsx } from "clsx";
import { ArrowDown, ArrowUp } from "lucide-react";
import type { HomeSeam } from "../home/home-seam.ts";
import type { useGrid } from "../ui/use-grid.ts";
import { isSeamColumn, SEAM_COLUMNS, type seamTableFeatures } from "./seam-columns.tsx";

interface SeamTableHeadProps {
  columns: readonly Column<typeof seamTableFeatures, HomeSeam>[];
  cell: ReturnType<typeof useGrid>["cell"];
  /** Whether it stays below the head of the page. */
  isSticky: boolean;
}

/** The first row of the seam table: what a column holds, and what it is sorted by. */
export function SeamTableHead({ columns, cell, isSticky }: SeamTableHeadProps) {
  return (
    <thead>
      <tr aria-rowindex={1}>
        {columns.map((column, index) => {
          const sorted = column.getIsSorted();
          const { label = column.id, isText = true, title = "" } = isSeamColumn(column.id) ? SEAM_COLUMNS[column.id] : {};
          const canSort = column.getCanSort();
          return (
            <th
              key={column.id}
              scope="col"
              aria-sort={canSort ? ariaSort(sorted) : undefined}
              aria-colindex={index + 1}
              {...(canSort ? {} : cell(0, index))}
              className={clsx("column-head border-b border-line bg-surface px-2 py-0 first:pl-4 last:pr-4", !isText && "text-end", isSticky && "sticky top-12", index === 0 ? "sticky left-0 z-26 max-sm:border-r" : "z-25")}
            >
              {canSort ? (
                <button type="button" {...cell(0, index)} title={title} onClick={column.getToggleSortingHandler()} className="inline-flex h-8 items-center gap-1 hover:text-ink">
                  {label}
                  <SortMark sorted={sorted} />
                </button>
              ) : (
                <span title={title}>{label}</span>
              )}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

function SortMark({ sorted }: { sorted: false | "asc" | "desc" }) {
  if (sorted === false) return null;
  const Arrow = sorted === "asc" ? ArrowUp : ArrowDown;
  return <Arrow className="size-3 shrink-0" aria-hidden="true" />;
}

function ariaSort(sorted: false | "asc" | "desc"): "ascending" | "descending" | "none" {
  if (sorted === false) return "none";
  return sorted === "asc" ? "ascending" : "descending";
}
