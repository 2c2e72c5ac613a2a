/** How long a trace may keep growing before it is analysed all the same, in quiet periods. */
const PATIENCE = 10;

/** Which traces are due for analysis. Time comes in as an argument, in milliseconds of a clock that never jumps. */
export interface Settler {
  grew(traceId: string, nowMs: number): void;
  /** The trace is to be analysed, and has been waited for elsewhere. */
  isQuiet(traceId: string, nowMs: number): void;
  /** Takes out up to `limit` traces that have been quiet for long enough, or have grown for too long; the longest waiting first. */
  takeDue(nowMs: number, limit: number): string[];
  readonly waiting: number;
}

/** A trace is due when nothing came for `quietMs`; one that never falls quiet, after ten times that, and once more when it has. */
export function settleTraces(quietMs: number): Settler {
  const traces = new Map<string, { firstMs: number; lastMs: number }>();
  return {
    grew(traceId, nowMs) {
      traces.set(traceId, { firstMs: traces.get(traceId)?.firstMs ?? nowMs, lastMs: nowMs });
    },
    isQuiet(traceId, nowMs) {
      if (!traces.has(traceId)) traces.set(traceId, { firstMs: nowMs, lastMs: nowMs - quietMs });
    },
    takeDue(nowMs, limit) {
      const due: string[] = [];
      for (const [traceId, { firstMs, lastMs }] of traces) {
        if (due.length >= limit) break;
        const isQuiet = nowMs - lastMs >= quietMs;
        if (!isQuiet && nowMs - firstMs < PATIENCE * quietMs) continue;
        due.push(traceId);
        if (isQuiet) traces.delete(traceId);
        else traces.set(traceId, { firstMs: nowMs, lastMs });
      }
      return due;
    },
    get waiting() {
      return traces.size;
    },
  };
}
