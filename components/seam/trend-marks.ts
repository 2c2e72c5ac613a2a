import type { Change } from "@/lib/model/change.ts";

/** Where the plots of the trend lie in their figure, in pixels from its sides; `padding` is that of the figure. */
export const TREND_PLOT = { left: 72, right: 16, padding: 8 } as const;

/** A change with the number under which the chart and the list of changes show it. */
export interface NumberedChange {
  number: number;
  change: Change;
}

/** A line in the chart: the column in which things changed, and their numbers. */
export interface TrendMark {
  /** Where the column begins, as the trend has it. */
  at: string;
  names: string;
}

/** The changes that lie in the columns of a trend, numbered in order of time. */
export function numberChanges(changes: readonly Change[]): NumberedChange[] {
  return changes.map((change, index) => ({ number: index + 1, change }));
}

/** The lines of a chart whose columns begin at `starts` (ascending): one a column, however many changes are in it. */
export function marksOf(numbered: readonly NumberedChange[], starts: readonly string[]): TrendMark[] {
  const begins = starts.map((at) => Date.parse(at));
  const byColumn = new Map<string, number[]>();
  for (const { number, change } of numbered) {
    const column = begins.findLastIndex((begin) => begin <= Date.parse(change.at));
    const at = starts[Math.max(0, column)];
    if (at !== undefined) byColumn.set(at, [...(byColumn.get(at) ?? []), number]);
  }
  return [...byColumn].map(([at, numbers]) => ({ at, names: numbers.length > 2 ? `${numbers[0]}–${numbers.at(-1)}` : numbers.join(", ") }));
}
