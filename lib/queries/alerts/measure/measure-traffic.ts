import type { MeasureAsk, Measured } from "@/lib/model/alert-measure.ts";
import { LATENCY_QUANTILES } from "@/lib/model/alert-rule.ts";
import type { JudgementCounts, JudgementParts } from "./judgement-columns.ts";

/** The metrics that are worked out from what was found about a seam in one window. */
const TRAFFIC_METRICS = ["failure_rate", "silent_rate", "lost", "latency"] as const;
export type TrafficMetric = (typeof TRAFFIC_METRICS)[number];

/** Whether the metric is one of them. */
export const isTraffic = (metric: string): metric is TrafficMetric => TRAFFIC_METRICS.some((one) => one === metric);

/** Which parts of the rollup the asks about a window need together. */
export function partsOfWindow(asks: readonly MeasureAsk[], windowMs: number): JudgementParts {
  const own = asks.filter((ask) => ask.windowMs === windowMs);
  return { classes: own.some((ask) => ask.classes.length > 0 && isTraffic(ask.metric)), latency: own.some((ask) => ask.metric === "latency") };
}

/** What one ask measures of a seam. `failed` are the handoffs that a rate counts: for `silent_rate` those that failed silently, for `lost` the lost ones. */
export function measureTraffic({ metric, classes, quantile }: Omit<MeasureAsk, "metric"> & { metric: TrafficMetric }, counts: JudgementCounts): Measured {
  const { seamId, source, target, contract } = counts;
  const of = (value: number | null, n: number, failed: number): Measured => ({ seamId, source, target, contract, detail: "", value, n, failed });
  if (metric === "lost") return of(counts.lost, counts.handoffs, counts.lost);
  if (metric === "latency") return of(counts.measured === 0 ? null : (counts.quantiles?.[LATENCY_QUANTILES.findIndex((one) => one === quantile)] ?? null), counts.measured, 0);
  const isSilent = metric === "silent_rate";
  const failed = classes.length === 0 ? (isSilent ? counts.silent : counts.failed) : ofClasses(counts.byClasses ?? {}, classes, isSilent);
  // One that had failed already, and is found to have failed in another way too, counts as that and not once more as a handoff.
  const n = Math.max(counts.handoffs, failed);
  return of(n === 0 ? null : failed / n, n, failed);
}

/** Handoffs with any of the classes, each once. */
function ofClasses(byClasses: Readonly<Record<string, number>>, classes: readonly string[], isSilent: boolean): number {
  return Object.entries(byClasses).reduce((sum, [key, handoffs]) => {
    const found = key.replace(/^~/, "").split(",");
    return (isSilent && !key.startsWith("~")) || !classes.some((one) => found.includes(one)) ? sum : sum + handoffs;
  }, 0);
}
