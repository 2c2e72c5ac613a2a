import type { AlertMetric } from "./alert-rule.ts";

/** One thing to be measured of all seams at once; rules that ask the same share it. */
export interface MeasureAsk {
  metric: AlertMetric;
  windowMs: number;
  /** Finding classes that count as failures; empty: all. */
  classes: readonly string[];
  quantile: number;
}

/** What was measured of one seam. */
export interface Measured {
  seamId: string;
  source: string;
  target: string;
  contract: string;
  /** What tells instances of one seam apart, such as a class first seen; else "". */
  detail: string;
  /** In the metric's unit; null when there is nothing to measure. */
  value: number | null;
  /** Handoffs it rests on. */
  n: number;
  failed: number;
}

/** A text that is the same for asks that mean the same. */
export const askKey = ({ metric, windowMs, classes, quantile }: MeasureAsk): string =>
  JSON.stringify([metric, windowMs, metric === "failure_rate" || metric === "silent_rate" ? [...classes].toSorted() : [], metric === "latency" ? quantile : 0]);
