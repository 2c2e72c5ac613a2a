import { wilsonInterval } from "./wilson-interval.ts";

/** The two-sided 95 % quantile of the standard normal distribution. */
const Z = 1.959963984540054;
/** A window less busy by a third, or busier by a half, is a matter of course for agents, whose traffic comes in bursts. */
const VOLUME_FACTOR = 1.5;
/** A p95 that moved by less is nobody's problem, however sure it is. */
const LATENCY_FACTOR = 1.25;

interface Share {
  hits: number;
  trials: number;
}

/**
 * Whether two rates differ by more than chance explains: the 95 % interval of their difference leaves out 0. Sound for small numbers, where
 * looking whether two intervals overlap is not. Source: R. G. Newcombe, "Interval estimation for the difference between independent
 * proportions: comparison of eleven methods", Statistics in Medicine 17 (1998) 873–890, method 10.
 */
export function isRateMoved(before: Share, after: Share): boolean {
  const [one, two] = [wilsonInterval(before.hits, before.trials), wilsonInterval(after.hits, after.trials)];
  if (one === undefined || two === undefined) return false;
  const [p1, p2] = [before.hits / before.trials, after.hits / after.trials];
  const low = p2 - p1 - Math.hypot(p2 - two.low, one.high - p1);
  const high = p2 - p1 + Math.hypot(two.high - p2, p1 - one.low);
  return low > 0 || high < 0;
}

/**
 * Whether two counts of equally long windows differ by more than chance explains and by half as much again: of all handoffs of both
 * windows, the share of the one leaves out one half. Source: J. Przyborowski and H. Wilenski, "Homogeneity of results in testing
 * samples from Poisson series", Biometrika 31 (1940) 313–323, with Wilson's interval for the share.
 */
export function isVolumeMoved(before: number, after: number): boolean {
  const interval = wilsonInterval(after, before + after);
  if (interval === undefined || (interval.low <= 0.5 && interval.high >= 0.5)) return false;
  return after >= VOLUME_FACTOR * before || before >= VOLUME_FACTOR * after;
}

/** Levels of which quantiles are read to find the interval of a p95, in order. */
export const P95_LEVELS = [0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.925, 0.95, 0.97, 0.98, 0.99, 1] as const;

/** Latencies of a window: how many were measured, and the quantiles at `P95_LEVELS` in milliseconds. */
export interface Latencies {
  n: number;
  quantiles: readonly (number | null)[];
}

/**
 * Whether the p95 of two windows differ by more than chance explains and by a quarter: their 95 % intervals do not meet. An interval reaches
 * from the quantile at 0.95 − 1.96 √(0.95 · 0.05 / n) to that at 0.95 + the same, each taken at the next level outwards. Of fewer than
 * 73 that is above 1, and there are too few to tell. Source: W. J. Conover, "Practical Nonparametric Statistics", 3rd ed. (1999), section 3.2.
 */
export function isP95Moved(before: Latencies, after: Latencies): boolean {
  const [one, two] = [p95Interval(before), p95Interval(after)];
  const [p1, p2] = [p95Of(before), p95Of(after)];
  if (one === undefined || two === undefined || p1 === null || p2 === null) return false;
  if (one.low <= two.high && two.low <= one.high) return false;
  return p2 >= LATENCY_FACTOR * p1 || p1 >= LATENCY_FACTOR * p2;
}

/** The p95 in milliseconds; null where nothing was measured. */
export const p95Of = ({ quantiles }: Latencies): number | null => quantiles[P95_LEVELS.indexOf(0.95)] ?? null;

function p95Interval({ n, quantiles }: Latencies): { low: number; high: number } | undefined {
  const spread = Z * Math.sqrt((0.95 * 0.05) / Math.max(1, n));
  const low = quantiles[P95_LEVELS.findLastIndex((level) => level <= 0.95 - spread)];
  const high = quantiles[P95_LEVELS.findIndex((level) => level >= 0.95 + spread)];
  return n === 0 || low === undefined || low === null || high === undefined || high === null ? undefined : { low, high };
}
