import type { TimeWindow } from "../time-window.ts";

/** A stretch of time and of latency: `minMs` belongs to it, `maxMs` does not. `unmeasured`: those without a latency instead, as nobody received them. */
export interface LatencyBox extends TimeWindow {
  minMs: number;
  maxMs: number;
  unmeasured: boolean;
}
