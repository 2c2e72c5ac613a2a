/** Which rules are evaluated now: those of these intervals, at this moment (unix milliseconds). */
export interface Due {
  atMs: number;
  everyMs: readonly number[];
}

/**
 * Intervals are counted from the start of unix time, so that whoever evaluates does it at the same moments. An interval of which several
 * moments have passed is due once; undefined when none is. `lastMs` tells when each was evaluated last.
 */
export function dueAt(intervals: Iterable<number>, lastMs: ReadonlyMap<number, number>, nowMs: number): Due | undefined {
  const due = [...new Set(intervals)].flatMap((everyMs) => {
    const atMs = Math.floor(nowMs / everyMs) * everyMs;
    return atMs > (lastMs.get(everyMs) ?? Number.NEGATIVE_INFINITY) ? [{ everyMs, atMs }] : [];
  });
  if (due.length === 0) return undefined;
  return { atMs: Math.max(...due.map(({ atMs }) => atMs)), everyMs: due.map(({ everyMs }) => everyMs).toSorted((a, b) => a - b) };
}

/** When something is due next (unix milliseconds). */
export const nextDueMs = (intervals: Iterable<number>, nowMs: number): number => Math.min(...[...intervals].map((everyMs) => (Math.floor(nowMs / everyMs) + 1) * everyMs));
