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

/** A time in which an alert fired, as columns of a chart: where the first and the last of them begin. */
export interface FiringBand {
  id: string;
  from: string;
  to: string;
}

/** The times of firings as bands of a chart whose columns begin at `starts` (ascending), those outside of it left out; one without an end goes on. */
export function bandsOf(firings: readonly { id: string; openedAt: string; resolvedAt: string | null }[], starts: readonly string[]): FiringBand[] {
  const begins = starts.map((at) => Date.parse(at));
  return firings.flatMap(({ id, openedAt, resolvedAt }) => {
    const last = resolvedAt === null ? begins.length - 1 : begins.findLastIndex((begin) => begin <= Date.parse(resolvedAt));
    const first = Math.max(0, begins.findLastIndex((begin) => begin <= Date.parse(openedAt)));
    const [from, to] = [starts[first], starts[last]];
    return from === undefined || to === undefined ? [] : [{ id, from, to }];
  });
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
