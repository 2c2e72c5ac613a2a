import type { TimeWindow } from "./time-window.ts";

/** Below this one look at everything is quicker than several at parts. */
const ROWS_AT_ONCE = 50_000;
/** The first stretch holds this many times the rows wanted, were they spread evenly; each further one is longer by `GROWTH`. */
const MARGIN = 4;
const GROWTH = 16;

/** How many rows there are, and between which times; rough is enough. */
export interface Extent extends TimeWindow {
  rows: number;
}

/**
 * The newest `wanted` rows before the end of the window, found without reading all of history: asks for ever longer
 * stretches of the past until one holds enough. `ask` answers the newest rows since a time, at most as many as wanted.
 */
export async function searchBackwards<Row>(
  extent: Extent,
  window: TimeWindow,
  wanted: number,
  ask: (from: Date) => Promise<Row[]>,
): Promise<Row[]> {
  const start = Math.max(window.from.getTime(), extent.from.getTime());
  const end = Math.min(window.to.getTime(), extent.to.getTime() + 1);
  let stretchMs = extent.rows < ROWS_AT_ONCE ? Infinity : firstStretchMs(extent, wanted);
  while (end - stretchMs > start) {
    const rows = await ask(new Date(end - stretchMs));
    if (rows.length >= wanted) return rows;
    stretchMs *= GROWTH;
  }
  return ask(window.from);
}

function firstStretchMs({ from, to, rows }: Extent, wanted: number): number {
  return Math.ceil(((to.getTime() - from.getTime() + 1) / rows) * wanted * MARGIN);
}
