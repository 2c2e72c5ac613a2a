import type { Measured } from "@/lib/model/alert-measure.ts";
import type { AlertMetric, AlertRule } from "@/lib/model/alert-rule.ts";

/** What one evaluation says of one instance: too much, well, or that there is too little to say. */
export interface Judged {
  kind: "above" | "well" | "unknown";
  value: number | null;
  n: number;
  failed: number;
}

/** Rates, quantiles and paces: they say nothing about a window with too few handoffs, and one that is absent is not zero. */
const NEED_VOLUME: ReadonlySet<AlertMetric> = new Set<AlertMetric>(["failure_rate", "silent_rate", "latency", "burn_rate"]);

/** Whether the metric is judged only where a window has enough handoffs. All others count, and what is not there counts as none. */
export const needsVolume = (metric: AlertMetric): boolean => NEED_VOLUME.has(metric);

/** Judges what was measured, or was not, of one instance. */
export function judge(rule: Pick<AlertRule, "metric" | "above" | "minVolume">, measured: Pick<Measured, "value" | "n" | "failed"> | undefined): Judged {
  if (measured === undefined) return { kind: needsVolume(rule.metric) ? "unknown" : "well", value: needsVolume(rule.metric) ? null : 0, n: 0, failed: 0 };
  const { value, n, failed } = measured;
  if (value === null || (needsVolume(rule.metric) && n < rule.minVolume)) return { kind: "unknown", value, n, failed };
  return { kind: value > rule.above ? "above" : "well", value, n, failed };
}
