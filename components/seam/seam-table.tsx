"use client";

import type { SortingState } from "@tanstack/react-table";
import { useTable } from "@tanstack/react-table";
import { clsx } from "clsx";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type MouseEvent, type RefObject } from "react";
import type { HomeSeam } from "../home/home-seam.ts";
import { useGrid } from "../ui/use-grid.ts";
import { useWindowRows } from "../ui/use-visible-rows.ts";
import { isSeamColumn, SEAM_COLUMNS, seamColumns, type SeamHref, seamTableFeatures } from "./seam-columns.tsx";
import { SeamTableHead } from "./seam-table-head.tsx";

const ROW_PX = 53;

export interface SeamTableProps {
  seams: HomeSeam[];
  /** Ids of columns that are not shown. */
  hidden: readonly string[];
  sorting: SortingState;
  onSort: (sorting: SortingState) => void;
  highlighted: string | undefined;
  onHighlight: (seamId: string | undefined) => void;
  hrefOf: SeamHref;
  nowMs: number;
}

/** Every seam as a row of a grid that keys move in; only the rows near the window are in the document, so that thousands are as quick as ten. */
export function SeamTable({ seams, hidden, sorting, onSort, highlighted, onHighlight, hrefOf, nowMs }: SeamTableProps) {
  const router = useRouter();
  const columns = useMemo(() => seamColumns(nowMs), [nowMs]);
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
  const isShown = (id: string): boolean => !hidden.includes(id);
  const shown = Object.entries(SEAM_COLUMNS).filter(([id]) => isShown(id));
  const widthPx = shown.reduce((sum, [, { px }]) => sum + px, 0);
  const region = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLTableSectionElement>(null);
  const fits = useFits(region, widthPx);
  const { items, before, after, measure, show } = useWindowRows(rows.length, ROW_PX, body);
  const { cell, onKeyDown } = useGrid({ rows: rows.length, columns: shown.length, grid: region, show });
  const open = (event: MouseEvent | KeyboardEvent, seamId: string) => {
    if (!(event.target instanceof Element) || event.target.closest("a, button") === null) router.push(hrefOf(seamId));
  };
  return (
    <div ref={region} role="region" aria-label="All seams" className={clsx("relative", fits ? "overflow-x-clip" : "overflow-x-auto")}>
      <table role="grid" aria-label="Seams" aria-rowcount={rows.length + 1} aria-colcount={shown.length} onKeyDown={onKeyDown} style={{ minWidth: widthPx }} className="w-full table-fixed border-separate border-spacing-0">
        <colgroup>
          {shown.map(([id, { px }]) => (
            <col key={id} style={{ width: `${(px / widthPx) * 100}%` }} />
          ))}
        </colgroup>
        <SeamTableHead columns={table.getAllLeafColumns().filter(({ id }) => isShown(id))} cell={cell} isSticky={fits} />
        <tbody ref={body}>
          {before > 0 ? <Spacer height={before} columns={shown.length} /> : null}
          {items.map((index) => {
            const row = rows[index];
            if (row === undefined) return null;
            return (
              <tr
                key={row.id}
                ref={measure}
                data-index={index}
                aria-rowindex={index + 2}
                onClick={(event) => open(event, row.id)}
                onKeyDown={(event) => (event.key === "Enter" ? open(event, row.id) : undefined)}
                onMouseEnter={() => onHighlight(row.id)}
                onMouseLeave={() => onHighlight(undefined)}
                className={clsx("cursor-pointer hover:bg-sunk", highlighted === row.id ? "bg-sunk" : "bg-surface")}
              >
                {row.getAllCells().filter(({ column }) => isShown(column.id)).map((one, at) => (
                  <td key={one.id} aria-colindex={at + 1} {...(at === 0 ? {} : cell(index + 1, at))} className={clsx(CELL, at === 0 ? "sticky left-0 z-20 bg-inherit max-sm:border-r" : cellLook(one.column.id))}>
                    {at === 0 ? (
                      <Link href={hrefOf(row.id)} prefetch={false} {...cell(index + 1, 0)} className="block rounded-sm">
                        <table.FlexRender cell={one} />
                      </Link>
                    ) : (
                      <table.FlexRender cell={one} />
                    )}
                  </td>
                ))}
              </tr>
            );
          })}
          {after > 0 ? <Spacer height={after} columns={shown.length} /> : null}
        </tbody>
      </table>
    </div>
  );
}

const CELL = "border-b border-line px-2 py-(--cell-y) first:pl-4 last:pr-4";
const cellLook = (id: string): string => (isSeamColumn(id) && SEAM_COLUMNS[id].isText ? "overflow-hidden" : "text-end whitespace-nowrap tabular-nums");

/** Whether a region is as wide as its table; until it is known, it is not. Only then can the head stay below that of the page. */
function useFits(region: RefObject<HTMLElement | null>, widthPx: number): boolean {
  const [fits, setFits] = useState(false);
  useEffect(() => {
    const element = region.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => setFits(element.clientWidth >= widthPx));
    observer.observe(element);
    return () => observer.disconnect();
  }, [region, widthPx]);
  return fits;
}

function Spacer({ height, columns }: { height: number; columns: number }) {
  return (
    <tr aria-hidden="true">
      <td colSpan={columns} style={{ height }} />
    </tr>
  );
}
