import type { LatencyHeatmap } from "@/lib/model/latency-heatmap.ts";
import type { CellRange } from "../chart/use-cell-selection.ts";

/** A stretch of time and latency as the address of the page has it: times in unix milliseconds; `unmeasured` in place of a latency. */
export interface BoxChoice {
  fromMs: number;
  toMs: number;
  latency: { minMs: number; maxMs: number } | "unmeasured";
}

/** How often cells were hit, in steps of the same factor: 1 to 5. */
export const LEVELS = 5;

/** The step of a cell with so many handoffs, where the fullest has `most`. */
export function levelOf(handoffs: number, most: number): number {
  return most <= 1 ? LEVELS : 1 + Math.round((Math.log(handoffs) / Math.log(most)) * (LEVELS - 1));
}

/** Rows of the drawing: the longest latency on top, those never received at the bottom where there are some. */
export function drawnRows({ rows, cells }: Pick<LatencyHeatmap, "rows" | "cells">): number {
  return rows.length + (cells.some((cell) => cell.row === -1) ? 1 : 0);
}

/** Where a row of the data is drawn, from the top. */
export const drawnRow = (row: number, rowCount: number): number => (row === -1 ? rowCount : rowCount - 1 - row);

/** What a rectangle of the drawing stands for. One that reaches into the row of those never received and above is taken without it. */
export function boxOf(heatmap: LatencyHeatmap, { from, to }: CellRange): BoxChoice | undefined {
  const [first, last] = [heatmap.columns[from.column], heatmap.columns[to.column]];
  if (first === undefined || last === undefined) return undefined;
  const count = heatmap.rows.length;
  const time = { fromMs: Date.parse(first.from), toMs: Date.parse(last.to) };
  if (from.row >= count) return { ...time, latency: "unmeasured" };
  const [top, bottom] = [heatmap.rows[count - 1 - from.row], heatmap.rows[count - 1 - Math.min(to.row, count - 1)]];
  return top === undefined || bottom === undefined ? undefined : { ...time, latency: { minMs: bottom.fromMs, maxMs: top.toMs } };
}

/** Which rectangle of the drawing a choice covers; undefined when it lies outside. */
export function rangeOfBox(heatmap: LatencyHeatmap, { fromMs, toMs, latency }: BoxChoice): CellRange | undefined {
  const columns = heatmap.columns.flatMap(({ from, to }, index) => (Date.parse(to) > fromMs && Date.parse(from) < toMs ? [index] : []));
  const count = heatmap.rows.length;
  const rows = latency === "unmeasured" ? [count] : heatmap.rows.flatMap((row, index) => (row.toMs > latency.minMs && row.fromMs < latency.maxMs ? [drawnRow(index, count)] : [])).toSorted((a, b) => a - b);
  const [left, right, top, bottom] = [columns[0], columns.at(-1), rows[0], rows.at(-1)];
  if (left === undefined || right === undefined || top === undefined || bottom === undefined) return undefined;
  return { from: { column: left, row: top }, to: { column: right, row: bottom } };
}

/** How many handoffs lie in a rectangle, and how many of them failed. */
export function countIn(heatmap: LatencyHeatmap, { from, to }: CellRange): { handoffs: number; failed: number } {
  const count = heatmap.rows.length;
  let [handoffs, failed] = [0, 0];
  for (const cell of heatmap.cells) {
    const row = drawnRow(cell.row, count);
    if (cell.column < from.column || cell.column > to.column || row < from.row || row > to.row) continue;
    if (cell.row === -1 && from.row < count) continue;
    handoffs += cell.handoffs;
    failed += cell.failed;
  }
  return { handoffs, failed };
}

/** The parameters of the page's address that stand for a choice; without one, those that take it away. */
export function boxParams(choice: BoxChoice | undefined): Record<string, string | undefined> {
  const latency = choice === undefined || choice.latency === "unmeasured" ? undefined : choice.latency;
  return {
    boxFrom: choice === undefined ? undefined : new Date(choice.fromMs).toISOString(),
    boxTo: choice === undefined ? undefined : new Date(choice.toMs).toISOString(),
    minMs: latency === undefined ? undefined : String(latency.minMs),
    maxMs: latency === undefined ? undefined : String(latency.maxMs),
    took: choice?.latency === "unmeasured" ? "none" : undefined,
    cursor: undefined,
    fact: undefined,
  };
}
