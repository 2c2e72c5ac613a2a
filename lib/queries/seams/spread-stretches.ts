import type { TimeWindow } from "../time-window.ts";

/** More stretches than this are never asked for: one each column of a heatmap. */
export const STRETCHES_MAX = 100;
/** Successive multiples of it, without their whole part, spread evenly whatever their number (Weyl 1916). */
const GOLDEN = 0.618033988749895;

/** Parts of a window that are read, as milliseconds, and how much of it they are. */
export interface Stretches {
  starts: number[];
  ends: number[];
  share: number;
}

/**
 * One stretch of each column of a window, so long that together they hold about `wanted` of its `expected` handoffs: the whole column where
 * that is all of them. Where in its column a stretch lies differs from column to column, so that what happens on the hour is not always met.
 */
export function spreadStretches({ from, to }: TimeWindow, columnStartsS: readonly number[], stepS: number, { expected, wanted }: { expected: number; wanted: number }): Stretches {
  const share = expected <= wanted ? 1 : wanted / expected;
  const lengthMs = Math.max(1, Math.round(stepS * 1000 * share));
  const spare = stepS * 1000 - lengthMs;
  const begins = columnStartsS.slice(0, STRETCHES_MAX).map((startS, index) => startS * 1000 + Math.round(spare * ((index * GOLDEN) % 1)));
  const cut = (ms: number) => Math.min(to.getTime(), Math.max(from.getTime(), ms));
  return { starts: begins.map(cut), ends: begins.map((begin) => cut(begin + lengthMs)), share };
}

/** The condition on `started_at` of lying in one of the stretches, which the primary key can use; bound as `starts` and `ends`. */
export const IN_A_STRETCH = `(${Array.from({ length: STRETCHES_MAX }, (_, index) =>
  `(started_at >= fromUnixTimestamp64Milli({starts: Array(Int64)}[${index + 1}], 'UTC') AND started_at < fromUnixTimestamp64Milli({ends: Array(Int64)}[${index + 1}], 'UTC'))`).join(" OR ")})`;
