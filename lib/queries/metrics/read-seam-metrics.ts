import type { Database } from "@/lib/clickhouse/open-database.ts";
import { askKey, type MeasureAsk } from "@/lib/model/alert-measure.ts";
import { groupBy } from "@/lib/model/group-by.ts";
import { LEDGER_TERMS } from "@/lib/model/ingest.ts";
import type { AlertGauge, LatencyCount, SeamCount, SeamLabels, SeamMetrics } from "@/lib/model/seam-metrics.ts";
import { readMeasured } from "../alerts/measure/read-measured.ts";
import { readRules } from "../alerts/read-rules.ts";
import { readStates } from "../alerts/read-states.ts";
import { readLedgerTotals } from "../ingest/read-ledgers.ts";
import { listObjectives } from "../seams/list-objectives.ts";
import { countDeliveries } from "./count-deliveries.ts";
import { countUndelivered } from "./count-undelivered.ts";
import { countSeams, readSeamCounters, SEAMS_SHOWN_MAX } from "./read-seam-counters.ts";

const NOW_ASK = { windowMs: 60_000, classes: [], quantile: 0.95 } as const;
const WAITING: MeasureAsk = { ...NOW_ASK, metric: "waiting_age" };
const OVERDUE: MeasureAsk = { ...NOW_ASK, metric: "overdue_gates" };

/** Everything that Prometheus is shown of the data itself, as it stands at this moment of the database's clock. */
export async function readSeamMetrics(db: Database, { project, now }: { project: string; now: Date }): Promise<SeamMetrics> {
  const [rows, [counted], measured, objectives, alerts, notifications, [left], ledgers] = await Promise.all([
    readSeamCounters(db, { project }),
    countSeams(db, { project }),
    readMeasured(db, { project, at: now, asks: [WAITING, OVERDUE] }),
    listObjectives(db, { project, now }),
    readAlerts(db, project),
    countDeliveries(db, { project }),
    countUndelivered(db, { project }),
    readLedgerTotals(db, { project }),
  ]);
  const valuesOf = (ask: MeasureAsk) => (measured.get(askKey(ask)) ?? []).map((one) => ({ ...seamOf(one), value: one.value ?? 0 }));
  return {
    counts: countsOf(rows),
    latencies: latenciesOf(rows),
    oldestWaitingS: valuesOf(WAITING).map((one) => ({ ...one, value: one.value / 1000 })),
    overdueGates: valuesOf(OVERDUE),
    objectives: objectives.map(({ seam, budget }) => ({ ...seamOf(seam), window: budget.window, value: budget.objective / 100 })),
    budgets: objectives.flatMap(({ seam, budget }) => (budget.remaining === null ? [] : [{ ...seamOf(seam), window: budget.window, value: budget.remaining }])),
    alerts,
    notifications,
    undelivered: left?.undelivered ?? 0,
    ledger: ledgers.flatMap((ledger) => (["received", ...LEDGER_TERMS] as const).map((term) => ({ signal: ledger.signal, term: snakeCase(term), records: ledger[term] }))),
    seamsLeftOut: Math.max(0, (counted?.seams ?? 0) - SEAMS_SHOWN_MAX),
  };
}

type Row = Awaited<ReturnType<typeof readSeamCounters>>[number];

function countsOf(rows: readonly Row[]): SeamCount[] {
  const counted = rows.filter(({ handoffs, silent }) => handoffs > 0 || silent > 0);
  return [...groupBy(counted, (row) => JSON.stringify([seamOf(row), row.verdict, row.class])).values()].flatMap((alike) =>
    alike.slice(0, 1).map((row) => ({ ...seamOf(row), verdict: row.verdict, class: row.class, handoffs: sumOf(alike, "handoffs"), silent: sumOf(alike, "silent") })),
  );
}

function latenciesOf(rows: readonly Row[]): LatencyCount[] {
  const timed = rows.filter(({ latencies }) => latencies > 0).toSorted((a, b) => b.exemplar.atS - a.exemplar.atS);
  return [...groupBy(timed, (row) => JSON.stringify([seamOf(row), row.le])).values()].flatMap((alike) =>
    alike.slice(0, 1).map((latest) => ({ ...seamOf(latest), le: latest.le, count: sumOf(alike, "latencies"), sumS: sumOf(alike, "seconds"), exemplar: latest.exemplar })),
  );
}

/** Alerts by the names of their rules; of a group, or the product itself, without a seam. */
async function readAlerts(db: Database, project: string): Promise<AlertGauge[]> {
  const [states, rules] = await Promise.all([readStates(db, { project }), readRules(db, { project })]);
  const ruleOf = new Map(rules.map((rule) => [rule.id, rule]));
  return states.flatMap(({ ruleId, state, detail, message }) => {
    const rule = ruleOf.get(ruleId);
    if (state === "ok" || rule === undefined) return [];
    return [{ ...seamOf(message?.seam ?? { source: "", target: "", contract: "" }), rule: rule.name, severity: rule.severity, detail, state }];
  });
}

const seamOf = ({ source, target, contract }: SeamLabels): SeamLabels => ({ source, target, contract });
const sumOf = (rows: readonly Row[], column: "handoffs" | "silent" | "latencies" | "seconds"): number => rows.reduce((sum, row) => sum + row[column], 0);
const snakeCase = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
