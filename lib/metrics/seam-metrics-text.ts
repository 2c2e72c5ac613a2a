import { Counter, Gauge, type OpenMetricsContentType, Registry } from "prom-client";
import { groupBy } from "@/lib/model/group-by.ts";
import { LATENCY_BUCKETS_S, type LatencyCount, type SeamLabels, type SeamMetrics } from "@/lib/model/seam-metrics.ts";
import { type AnyRegistry, type HistogramCounts, KnownHistogram } from "./known-histogram.ts";

const SEAM = ["source", "target", "contract"];

/** What /metrics answers with, and as what. */
export interface MetricsText {
  contentType: string;
  text: string;
}

/** The seams as Prometheus reads them; as OpenMetrics, when it asks for that, with exemplars. Names and labels are explained in docs/interop.md. */
export async function seamMetricsText(metrics: SeamMetrics, { openMetrics }: { openMetrics: boolean }): Promise<MetricsText> {
  const registry = openMetrics ? openMetricsRegistry() : new Registry();
  showHandoffs(registry, metrics);
  showWaiting(registry, metrics);
  showObjectives(registry, metrics);
  showAlerts(registry, metrics);
  showIngest(registry, metrics);
  return { contentType: registry.contentType, text: await registry.metrics() };
}

function openMetricsRegistry(): Registry<OpenMetricsContentType> {
  const registry = new Registry<OpenMetricsContentType>();
  registry.setContentType(Registry.OPENMETRICS_CONTENT_TYPE);
  return registry;
}

function showHandoffs(registry: AnyRegistry, { counts, latencies, seamsLeftOut }: SeamMetrics): void {
  const handoffs = counter(registry, "seam_handoffs_total", "Handoffs by the verdict and the class of failure (empty: none) they were found with, in the minute of finding", [...SEAM, "verdict", "class"]);
  const silent = counter(registry, "seam_silent_handoffs_total", "Of those, failures that nothing stopped", SEAM);
  for (const { handoffs: found, silent: unstopped, ...labels } of counts) {
    handoffs.inc({ ...labels }, found);
    silent.inc(seamOf(labels), unstopped);
  }
  new KnownHistogram("seam_handoff_latency_seconds", "Sent until received, with the latest handoff of each bucket", registry).show(...[...groupBy(latencies, (one) => JSON.stringify(seamOf(one))).values()].map(histogramOf));
  gauge(registry, "seamscope_metrics_seams_left_out", "Seams with too little traffic to be shown here", []).set(seamsLeftOut);
}

/** Buckets hold those of smaller ones, and one stands for each bound that was reached, so that lines do not come and go. */
function histogramOf(buckets: readonly LatencyCount[]): HistogramCounts {
  const [first = { source: "", target: "", contract: "" }] = buckets;
  const byBound = new Map(buckets.map((bucket) => [bucket.le, bucket]));
  let below = 0;
  const shown = [...LATENCY_BUCKETS_S, null].map((le) => {
    const bucket = byBound.get(le);
    below += bucket?.count ?? 0;
    return { atMost: le ?? ("+Inf" as const), count: below, exemplar: bucket === undefined ? undefined : exemplarOf(bucket) };
  });
  return { labels: seamOf(first), sum: buckets.reduce((sum, { sumS }) => sum + sumS, 0), count: below, buckets: shown };
}

/** OpenMetrics 1.0 allows 128 characters in the labels of an exemplar, so a long id of a handoff is left to its trace. */
const EXEMPLAR_CHARS_MAX = 128;

function exemplarOf({ exemplar: { traceId, handoffId, valueS, atS } }: LatencyCount) {
  const ids = { trace_id: traceId, handoff_id: handoffId };
  const chars = Object.entries(ids).flat().join("").length;
  return { labelSet: chars <= EXEMPLAR_CHARS_MAX ? ids : { trace_id: traceId }, value: valueS, timestamp: atS };
}

function showWaiting(registry: AnyRegistry, { oldestWaitingS, overdueGates }: SeamMetrics): void {
  const oldest = gauge(registry, "seam_oldest_waiting_seconds", "Age of the oldest handoff that waits for its receiver or at a gate", SEAM);
  for (const { value, ...labels } of oldestWaitingS) oldest.set(labels, value);
  const overdue = gauge(registry, "seam_overdue_gates", "Gates that are open for longer than the contract allows", SEAM);
  for (const { value, ...labels } of overdueGates) overdue.set(labels, value);
}

function showObjectives(registry: AnyRegistry, { objectives, budgets }: SeamMetrics): void {
  const objective = gauge(registry, "seam_slo_objective_ratio", "Share of handoffs that must not fail, by the contract in force", [...SEAM, "window"]);
  for (const { value, ...labels } of objectives) objective.set(labels, value);
  const budget = gauge(registry, "seam_error_budget_remaining_ratio", "What is left of the failures that the objective allows: 1 whole, 0 used up, negative overspent", [...SEAM, "window"]);
  for (const { value, ...labels } of budgets) budget.set(labels, value);
}

function showAlerts(registry: AnyRegistry, { alerts, notifications, undelivered }: SeamMetrics): void {
  const state = gauge(registry, "seamscope_alert_state", "1 for each alert that is pending, firing or without data", [...SEAM, "rule", "severity", "detail", "state"]);
  for (const labels of alerts) state.set({ ...labels }, 1);
  const sent = counter(registry, "seamscope_notification_attempts_total", "Attempts to deliver a notification, by how they ended", ["channel", "outcome"]);
  for (const { count, ...labels } of notifications) sent.inc(labels, count);
  gauge(registry, "seamscope_notifications_undelivered", "Notifications that are still to be delivered", []).set(undelivered);
}

function showIngest(registry: AnyRegistry, { ledger }: SeamMetrics): void {
  const records = gauge(registry, "seamscope_ledger_records", "The ledgers of all collectors together: received is the sum of the other terms", ["signal", "term"]);
  for (const { records: found, ...labels } of ledger) records.set(labels, found);
}

const seamOf = ({ source, target, contract }: SeamLabels): { source: string; target: string; contract: string } => ({ source, target, contract });

function gauge(registry: AnyRegistry, name: string, help: string, labelNames: readonly string[]): Gauge {
  return new Gauge({ name, help, labelNames, registers: [registry] });
}

function counter(registry: AnyRegistry, name: string, help: string, labelNames: readonly string[]): Counter {
  return new Counter({ name, help, labelNames, registers: [registry] });
}
