import type { Measured } from "@/lib/model/alert-measure.ts";
import type { AlertMetric } from "@/lib/model/alert-rule.ts";
import { groupBy } from "@/lib/model/group-by.ts";

type Join = (values: readonly number[], all: readonly Measured[]) => number;

const sum: Join = (values) => values.reduce((total, value) => total + value, 0);
const worst: Join = (values) => values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
const least: Join = (values) => values.reduce((min, value) => Math.min(min, value), Number.POSITIVE_INFINITY);
const share: Join = (_, all) => all.reduce((failed, one) => failed + one.failed, 0) / all.reduce((n, one) => n + one.n, 0);

/** How a group's value is made of those of its seams: rates anew from all handoffs, counts added up, of quantiles, ages and paces the worst seam's, and a group is absent when its last seam is. */
const JOINED: Record<AlertMetric, Join> = {
  failure_rate: share,
  silent_rate: share,
  lost: sum,
  latency: worst,
  waiting_age: worst,
  overdue_gates: sum,
  absence: least,
  new_class: sum,
  new_version_pair: sum,
  burn_rate: worst,
  unreconciled: sum,
};

/** What was measured of seams as one, for each detail; seams with nothing to measure add nothing. */
export function groupMeasured(metric: AlertMetric, measured: readonly Measured[]): Measured[] {
  return [...groupBy(measured, (one) => one.detail)].map(([detail, all]) => {
    const known = all.filter((one) => one.value !== null && (one.n > 0 || JOINED[metric] !== share));
    const value = known.length === 0 ? null : JOINED[metric](known.flatMap((one) => one.value ?? []), known);
    return { seamId: "", source: "", target: "", contract: "", detail, value, n: known.reduce((n, one) => n + one.n, 0), failed: known.reduce((n, one) => n + one.failed, 0) };
  });
}
