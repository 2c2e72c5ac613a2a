"use client";

import { type KeyboardEvent, type PointerEvent, useState } from "react";

/** A cell of a grid, from the top left. */
export interface GridCell {
  column: number;
  row: number;
}

/** A rectangle of cells, both corners included, `from` above and left of `to`. */
export interface CellRange {
  from: GridCell;
  to: GridCell;
}

interface Selecting {
  anchor: GridCell;
  end: GridCell;
  dragging: boolean;
}

const STEPS: Readonly<Record<string, readonly [number, number]>> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/**
 * Selecting cells of a grid: by dragging a rectangle, or by the arrow keys (with Shift to widen it) and Enter; Escape gives up. What is being
 * selected is told as `range` until `onSelect` takes it. The handlers belong on the element that the grid fills.
 */
export function useCellSelection({ columns, rows, onSelect, onClear }: { columns: number; rows: number; onSelect: (range: CellRange) => void; onClear?: () => void }) {
  const [selecting, setSelecting] = useState<Selecting | undefined>();
  const within = (column: number, row: number): GridCell => ({ column: Math.min(columns - 1, Math.max(0, column)), row: Math.min(rows - 1, Math.max(0, row)) });
  const cellAt = ({ currentTarget, clientX, clientY }: PointerEvent<HTMLElement>): GridCell => {
    const box = currentTarget.getBoundingClientRect();
    return within(Math.floor(((clientX - box.left) / box.width) * columns), Math.floor(((clientY - box.top) / box.height) * rows));
  };
  const finish = () => {
    if (selecting !== undefined) onSelect(rangeOf(selecting));
    setSelecting(undefined);
  };
  const move = (event: KeyboardEvent, [right, down]: readonly [number, number]) => {
    event.preventDefault();
    const end = selecting === undefined ? within(columns - 1, 0) : within(selecting.end.column + right, selecting.end.row + down);
    setSelecting({ anchor: event.shiftKey ? (selecting?.anchor ?? end) : end, end, dragging: false });
  };
  const handlers = {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      const cell = cellAt(event);
      setSelecting({ anchor: cell, end: cell, dragging: true });
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      if (selecting?.dragging === true) setSelecting({ ...selecting, end: cellAt(event) });
    },
    onPointerUp: () => {
      if (selecting?.dragging === true) finish();
    },
    onPointerCancel: () => setSelecting(undefined),
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
      const step = STEPS[event.key];
      if (step !== undefined) move(event, step);
      else if (event.key === "Enter" && selecting !== undefined) finish();
      else if (event.key === "Escape") {
        if (selecting === undefined) onClear?.();
        setSelecting(undefined);
      }
    },
  };
  return { range: selecting === undefined ? undefined : rangeOf(selecting), handlers };
}

function rangeOf({ anchor, end }: Selecting): CellRange {
  return {
    from: { column: Math.min(anchor.column, end.column), row: Math.min(anchor.row, end.row) },
    to: { column: Math.max(anchor.column, end.column), row: Math.max(anchor.row, end.row) },
  };
}
