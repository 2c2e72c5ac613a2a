import { Counter, Gauge, type Registry } from "prom-client";
import { type Ledger, LEDGER_TERMS, unaccounted } from "@/lib/model/ingest.ts";
import type { IngestSnapshot } from "@/lib/model/ingest-snapshot.ts";
import { KnownHistogram } from "@/lib/metrics/known-histogram.ts";

type Show<Part> = (part: Part) => void;

/** Registers all metrics that are read off a snapshot; the function returned sets them. */
export function registerSnapshot(registry: Registry): Show<IngestSnapshot> {
  const showLedgers = registerLedgers(registry);
  const showSpool = registerSpool(registry);
  const showInserts = registerInserts(registry);
  const showRefusals = registerRefusals(registry);
  const showAlerts = registerAlerts(registry);
  const showDeliveries = registerDeliveries(registry);
  return (snapshot) => {
    showLedgers(snapshot.ledgers);
    showSpool(snapshot.spool);
    showInserts(snapshot.inserts);
    showRefusals(snapshot);
    showAlerts(snapshot.alerts);
    showDeliveries(snapshot.alertDeliveries);
  };
}

function registerLedgers(registry: Registry): Show<IngestSnapshot["ledgers"]> {
  const records = gauge(registry, "seamscope_ingest_records", "The ledger since the spool was made: received is the sum of the other terms, unaccounted what is missing", "signal", "term");
  const show = (signal: string, ledger: Ledger): void => {
    records.set({ signal, term: "received" }, ledger.received);
    for (const term of LEDGER_TERMS) records.set({ signal, term: snakeCase(term) }, ledger[term]);
    records.set({ signal, term: "unaccounted" }, unaccounted(ledger));
  };
  return ({ traces, logs }) => {
    show("traces", traces);
    show("logs", logs);
  };
}

function registerSpool(registry: Registry): Show<IngestSnapshot["spool"]> {
  const bytes = gauge(registry, "seamscope_spool_bytes", "On the collector's disk, on the way to ClickHouse");
  const marks = gauge(registry, "seamscope_spool_mark_bytes", "Size at which senders are slowed down (soft, 429) and refused (hard, 503), and what both are fractions of (max)", "mark");
  const entries = gauge(registry, "seamscope_spool_entries", "Requests on the collector's disk");
  const oldest = gauge(registry, "seamscope_spool_oldest_seconds", "Age of the oldest entry, 0 when the spool is empty");
  const failed = gauge(registry, "seamscope_spool_failed", "1 while the spool's disk refuses to write, else 0");
  const free = gauge(registry, "seamscope_spool_disk_free_bytes", "Left on the spool's disk");
  const commits = counter(registry, "seamscope_spool_commits_total", "Synchronous writes to the spool");
  const appends = counter(registry, "seamscope_spool_appends_total", "Requests those writes were for");
  const repairs = counter(registry, "seamscope_spool_repairs_total", "Times the spool was found damaged and repaired");
  return (spool) => {
    bytes.set(spool.bytes);
    marks.set({ mark: "soft" }, spool.softBytes);
    marks.set({ mark: "hard" }, spool.hardBytes);
    marks.set({ mark: "max" }, spool.maxBytes);
    entries.set(spool.entries);
    oldest.set(spool.oldestWaitingS);
    failed.set(spool.state === "failed" ? 1 : 0);
    if (spool.diskFreeBytes !== undefined) free.set(spool.diskFreeBytes);
    commits(spool.commits);
    appends(spool.appends);
    repairs(spool.repairs);
  };
}

function registerInserts(registry: Registry): Show<IngestSnapshot["inserts"]> {
  const inserts = counter(registry, "seamscope_inserts_total", "Attempts to insert into ClickHouse, by how they ended", "outcome");
  const rows = counter(registry, "seamscope_insert_rows_total", "Rows inserted");
  const bytes = counter(registry, "seamscope_insert_bytes_total", "Bytes inserted, as they were sent");
  const duration = new KnownHistogram("seamscope_insert_duration_seconds", "Of inserts that succeeded", registry);
  return ({ succeeded, retried, refused, seconds, buckets, ...sent }) => {
    inserts(succeeded, { outcome: "succeeded" });
    inserts(retried, { outcome: "retried" });
    inserts(refused, { outcome: "refused" });
    rows(sent.rows);
    bytes(sent.bytes);
    duration.show({ sum: seconds, count: succeeded, buckets: buckets.map(({ atMostS, count }) => ({ atMost: atMostS, count })) });
  };
}

function registerRefusals(registry: Registry): Show<IngestSnapshot> {
  const rejects = new Counter({ name: "seamscope_rejected_records_total", help: "Records that were refused, or taken with something changed, by what was at fault", labelNames: ["signal", "action", "reason"], registers: [registry] });
  const redactions = new Counter({ name: "seamscope_redactions_total", help: "Values that a redaction rule changed", labelNames: ["rule"], registers: [registry] });
  const refused = counter(registry, "seamscope_refused_requests_total", "Requests of which nothing could be taken");
  const busy = counter(registry, "seamscope_busy_requests_total", "Requests that were asked to come again, by the status they were told", "code");
  const deadLetters = gauge(registry, "seamscope_dead_letters", "Files set aside because the database refuses what is in them");
  return (snapshot) => {
    rejects.reset();
    for (const { signal, action, reason, records } of snapshot.rejects) rejects.inc({ signal, action, reason }, records);
    redactions.reset();
    for (const [rule, values] of Object.entries(snapshot.redactions)) redactions.inc({ rule }, values);
    refused(snapshot.refusedRequests);
    busy(snapshot.busyRequests[429], { code: "429" });
    busy(snapshot.busyRequests[503], { code: "503" });
    deadLetters.set(snapshot.deadLetters.entries);
  };
}

function registerAlerts(registry: Registry): Show<IngestSnapshot["alerts"]> {
  const evaluating = gauge(registry, "seamscope_alert_evaluating", "1 while this collector evaluates alert rules; of several only one does");
  const rules = gauge(registry, "seamscope_alert_rules", "Alert rules in force and switched on");
  const instances = gauge(registry, "seamscope_alert_instances", "Alert instances that are not well, by state", "state");
  const evaluations = counter(registry, "seamscope_alert_evaluations_total", "Moments at which alert rules were evaluated, by how that ended", "outcome");
  const transitions = counter(registry, "seamscope_alert_transitions_total", "Changes of state that were stored");
  const seconds = counter(registry, "seamscope_alert_evaluation_seconds_total", "Time that evaluations took");
  const last = gauge(registry, "seamscope_alert_last_evaluation_seconds", "Time that the last evaluation took");
  const lag = gauge(registry, "seamscope_alert_lag_seconds", "How long after its moment the last evaluation had ended");
  const pins = gauge(registry, "seamscope_alert_sample_pins", "Sample handoffs of firings: kept beyond retention, waiting for it, refused", "outcome");
  return (alerts) => {
    evaluating.set(alerts.isEvaluating ? 1 : 0);
    rules.set(alerts.rules);
    for (const [state, count] of Object.entries(alerts.instances)) instances.set({ state }, count);
    evaluations(alerts.evaluations - alerts.failures, { outcome: "succeeded" });
    evaluations(alerts.failures, { outcome: "failed" });
    transitions(alerts.transitions);
    seconds(alerts.secondsInAll);
    last.set(alerts.lastSeconds);
    lag.set(alerts.lagSeconds);
    for (const [outcome, count] of Object.entries(alerts.pins)) pins.set({ outcome }, count);
  };
}

function registerDeliveries(registry: Registry): Show<IngestSnapshot["alertDeliveries"]> {
  const attempts = counter(registry, "seamscope_alert_deliveries_total", "Attempts to deliver an alert to a channel, by how they ended; gave_up: it is not tried again", "channel", "outcome");
  const pending = gauge(registry, "seamscope_alert_deliveries_pending", "Notifications of alerts that are neither delivered nor given up");
  const oldest = gauge(registry, "seamscope_alert_deliveries_oldest_pending_seconds", "For how long the oldest of them waits, 0 when there is none");
  return (deliveries) => {
    pending.set(deliveries.pending);
    oldest.set(deliveries.oldestPendingMs / 1000);
    for (const [channel, counts] of Object.entries(deliveries.channels)) {
      for (const [outcome, count] of Object.entries(counts)) attempts(count, { channel, outcome });
    }
  };
}

const gauge = (registry: Registry, name: string, help: string, ...labelNames: string[]) => new Gauge({ name, help, labelNames, registers: [registry] });

/** A counter that somebody else counts: prom-client's can only be added to, or begun anew. */
function counter(registry: Registry, name: string, help: string, ...labelNames: string[]): (value: number, labels?: Record<string, string>) => void {
  const metric = new Counter({ name, help, labelNames, registers: [registry] });
  return (value, labels = {}) => {
    metric.remove(labels);
    metric.inc(labels, value);
  };
}

const snakeCase = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
