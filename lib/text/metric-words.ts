import { type AlertMetric, METRIC_UNITS } from "@/lib/model/alert-rule.ts";
import { formatCount, formatRate } from "./count.ts";
import { formatDuration } from "./duration.ts";

/** What an alert's metric is called within a sentence. */
export const METRIC_WORDS: Record<AlertMetric, string> = {
  failure_rate: "failure rate", silent_rate: "rate of silent failures", lost: "lost handoffs", latency: "latency", waiting_age: "age of the oldest waiting handoff", overdue_gates: "overdue gates",
  absence: "silence, in usual intervals", new_class: "failure classes never seen before", new_version_pair: "pairs of versions never seen before", burn_rate: "burn of the error budget", unreconciled: "handoffs past their deadline that nobody looked at",
};

/** A measured value as a person says it, in the unit of its metric; "nothing to measure" when there is none. */
export function formatMeasured(metric: AlertMetric, value: number | null): string {
  if (value === null) return "nothing to measure";
  const unit = METRIC_UNITS[metric];
  if (unit === "share") return formatRate(value);
  if (unit === "ms") return formatDuration(value);
  const number = Number.isInteger(value) ? formatCount(value) : value.toFixed(1);
  return unit === "pace" ? `${number} times the budgeted pace` : number;
}
