import type { AlertMetric } from "./alert-rule.ts";

/** One thing to be measured of all seams at once; rules that ask the same share it. */
export interface MeasureAsk {
  metric: AlertMetric;
  windowMs: number;
  /** Finding classes that count as failures; empty: all. */
  classes: readonly string[];
  quantile: number;
}

/** The metrics that can be measured as of a past moment: what waits now, what is missing now, and the reconciler leave no history. */
export const REPLAYABLE_METRICS = ["failure_rate", "silent_rate", "lost", "latency", "new_class", "new_version_pair", "burn_rate"] as const satisfies readonly AlertMetric[];
type ReplayableMetric = (typeof REPLAYABLE_METRICS)[number];

/** An ask that can be measured as of a past moment. */
export type ReplayableAsk = MeasureAsk & { metric: ReplayableMetric };

/** Whether an ask can be measured as of a past moment. */
export const isReplayable = (ask: MeasureAsk): ask is ReplayableAsk => REPLAYABLE_METRICS.some((metric) => metric === ask.metric);

/**
 * What was measured of one seam. `failed` is what a rate counts: failures, for `silent_rate` silent ones, for `lost` the lost. A seam that is not among what was
 * measured has no rate, quantile, pace or cadence, and of what is counted none.
 */
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
