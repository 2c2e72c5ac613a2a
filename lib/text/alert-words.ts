import type { AlertState } from "@/lib/model/alert-firing.ts";
import type { AlertMetric, AlertSeverity } from "@/lib/model/alert-rule.ts";
import { formatCount, formatRate } from "./count.ts";
import { formatDuration, UNKNOWN } from "./duration.ts";

/** What a rule's `above` is counted in, as people are asked for it. */
type AskedUnit = "percent" | "duration" | "count" | "times";

/** How a metric is said. */
interface MetricWords {
  label: string;
  /** What is measured, in one sentence. */
  means: string;
  unit: AskedUnit;
  /** What stands behind a count or a factor. */
  of: string;
}

/** The words for each metric, in the order in which they are offered. */
export const METRIC_WORDS: Readonly<Record<AlertMetric, MetricWords>> = {
  failure_rate: { label: "Failure rate", means: "Share of the handoffs of the window that failed.", unit: "percent", of: "" },
  silent_rate: { label: "Silent failure rate", means: "Share of the handoffs that failed and that nothing stopped.", unit: "percent", of: "" },
  lost: { label: "Lost handoffs", means: "Handoffs that were sent and never received.", unit: "count", of: "lost" },
  latency: { label: "Latency", means: "How long handoffs took, at the quantile that is chosen.", unit: "duration", of: "" },
  waiting_age: { label: "Oldest waiting", means: "How long the oldest handoff that nobody has taken yet has been waiting.", unit: "duration", of: "" },
  overdue_gates: { label: "Overdue gates", means: "Approvals that people were asked for and that are overdue.", unit: "count", of: "overdue" },
  absence: { label: "Absence", means: "How long nothing was handed over, as a multiple of what is usual for the seam.", unit: "times", of: "the usual interval" },
  new_class: { label: "New failure class", means: "Failure classes that were first seen on the seam within the window.", unit: "count", of: "new" },
  new_version_pair: { label: "New version pair", means: "Pairs of versions that first met within the window.", unit: "count", of: "new" },
  burn_rate: { label: "Error budget burn", means: "How fast the error budget goes, as a multiple of the pace that just lasts; over the window and a twelfth of it.", unit: "times", of: "the budgeted pace" },
  unreconciled: { label: "Not reconciled", means: "Handoffs whose deadline has passed and that nobody has looked at: the clock's part of the work.", unit: "count", of: "overdue" },
};

const isMetric = (text: string): text is AlertMetric => Object.hasOwn(METRIC_WORDS, text);
/** All metrics, in the order in which they are offered. */
export const METRICS: readonly AlertMetric[] = Object.keys(METRIC_WORDS).filter(isMetric);

/** The words for each severity, the worst first. */
export const SEVERITY_WORDS: Readonly<Record<AlertSeverity, string>> = { critical: "Critical", warning: "Warning", info: "Info" };
const isSeverity = (text: string): text is AlertSeverity => Object.hasOwn(SEVERITY_WORDS, text);
/** All severities, the worst first. */
export const SEVERITIES_BY_WEIGHT: readonly AlertSeverity[] = Object.keys(SEVERITY_WORDS).filter(isSeverity);

/** The words for each state of an instance. */
export const STATE_WORDS: Readonly<Record<AlertState, string>> = { firing: "Firing", pending: "Pending", no_data: "No data", ok: "OK" };

/** A measured value in the unit of its metric: "12.5%", "3 lost", "2 m 5 s", "6.2 × the budgeted pace". */
export function formatMeasured(metric: AlertMetric, value: number | null): string {
  if (value === null) return UNKNOWN;
  const { unit, of } = METRIC_WORDS[metric];
  if (unit === "percent") return formatRate(value);
  if (unit === "duration") return formatDuration(value);
  return unit === "times" ? `${shortNumber(value)} × ${of}` : `${formatCount(value)} ${of}`;
}

/** When a rule fires, in one clause: "failure rate above 5% over 5m". */
export function conditionWords({ metric, above, window }: { metric: AlertMetric; above: number; window: string }): string {
  return `${METRIC_WORDS[metric].label.toLowerCase()} above ${metric === "failure_rate" || metric === "silent_rate" ? formatRate(above) : formatMeasured(metric, above)} over ${window}`;
}

const shortNumber = (value: number): string => (value >= 100 ? formatCount(Math.round(value)) : String(Math.round(value * 10) / 10));
