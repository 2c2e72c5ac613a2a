"use client";

import { useEffect, useRef, useState, type KeyboardEvent, type RefObject } from "react";

/** Where a cell stands; row 0 is the head. */
export interface GridPlace {
  row: number;
  column: number;
}

/** What makes a cell, or the one thing in it that can be pressed, a place of the grid. */
interface GridCell {
  "data-cell": string;
  tabIndex: 0 | -1;
}

interface GridOptions {
  /** Rows without the head. */
  rows: number;
  columns: number;
  grid: RefObject<HTMLElement | null>;
  /** Brings a row (from 0, without the head) into the document and into view. */
  show: (row: number) => void;
  /** Rows that Page Up and Page Down go. */
  page?: number;
}

/**
 * Moving in a grid by keys, as the ARIA Authoring Practices Guide has it: one stop of Tab in all; arrows, Home, End, Page Up and Page Down
 * move from cell to cell, with Ctrl to the first and the last of all. Rows that are not in the document are brought there first.
 */
export function useGrid({ rows, columns, grid, show, page = 10 }: GridOptions): { cell: (row: number, column: number) => GridCell; onKeyDown: (event: KeyboardEvent) => void } {
  const [place, setPlace] = useState<GridPlace>({ row: 0, column: 0 });
  const wanted = useRef<GridPlace>(undefined);
  const active = { row: Math.min(place.row, rows), column: Math.min(place.column, columns - 1) };
  useEffect(() => {
    const cell = wanted.current === undefined ? undefined : findCell(grid.current, wanted.current);
    if (cell === undefined) return;
    wanted.current = undefined;
    cell.focus();
  });
  const onKeyDown = (event: KeyboardEvent) => {
    const from = placeOf(event.target);
    const to = from === undefined || event.altKey || event.metaKey ? undefined : nextPlace(event, from, { rows, columns, page });
    if (to === undefined) return;
    event.preventDefault();
    wanted.current = to;
    if (to.row > 0) show(to.row - 1);
    setPlace(to);
  };
  return {
    onKeyDown,
    cell: (row, column) => ({ "data-cell": `${row} ${column}`, tabIndex: row === active.row && column === active.column ? 0 : -1 }),
  };
}

const findCell = (grid: HTMLElement | null, { row, column }: GridPlace): HTMLElement | undefined => grid?.querySelector<HTMLElement>(`[data-cell="${row} ${column}"]`) ?? undefined;

function placeOf(target: EventTarget): GridPlace | undefined {
  const cell = target instanceof Element ? target.closest<HTMLElement>("[data-cell]")?.dataset["cell"] : undefined;
  const [row, column] = cell?.split(" ").map(Number) ?? [];
  return row === undefined || column === undefined ? undefined : { row, column };
}

/** Where a key leads within the grid; undefined for other keys. */
export function nextPlace({ key, ctrlKey }: Pick<KeyboardEvent, "key" | "ctrlKey">, { row, column }: GridPlace, { rows, columns, page }: { rows: number; columns: number; page: number }): GridPlace | undefined {
  const within = (to: GridPlace): GridPlace => ({ row: Math.max(0, Math.min(rows, to.row)), column: Math.max(0, Math.min(columns - 1, to.column)) });
  const last = columns - 1;
  const moves: Record<string, GridPlace> = {
    ArrowUp: { row: row - 1, column },
    ArrowDown: { row: row + 1, column },
    ArrowLeft: { row, column: column - 1 },
    ArrowRight: { row, column: column + 1 },
    PageUp: { row: Math.max(Math.min(1, rows), row - page), column },
    PageDown: { row: row + page, column },
    Home: ctrlKey ? { row: 0, column: 0 } : { row, column: 0 },
    End: ctrlKey ? { row: rows, column: last } : { row, column: last },
  };
  const to = moves[key];
  return to === undefined ? undefined : within(to);
}
