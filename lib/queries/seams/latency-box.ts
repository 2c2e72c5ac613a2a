import type { TimeWindow } from "../time-window.ts";

/** A stretch of time and of latency: `minMs` belongs to it, `maxMs` does not. `unmeasured`: those of which no latency is known instead, such as lost ones. */
export interface LatencyBox extends TimeWindow {
  minMs: number;
  maxMs: number;
  unmeasured: boolean;
}
