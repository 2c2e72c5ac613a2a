import type { Database } from "@/lib/clickhouse/open-database.ts";
import { contractsInForce } from "@/lib/contracts/in-force.ts";
import { askKey, type MeasureAsk, type Measured } from "@/lib/model/alert-measure.ts";
import type { AlertMetric } from "@/lib/model/alert-rule.ts";
import { findUnreconciled } from "@/lib/seams/reconciliation/unreconciled.ts";
import { readContracts } from "../../contracts/read-contracts.ts";
import { readReconcilerRuns } from "../../reconciliation/read-reconciler-runs.ts";
import { readWaiting } from "../../reconciliation/read-waiting.ts";
import { measureBurn, shortWindowMs } from "./burn-rate.ts";
import { hasHandoffs } from "./has-handoffs.ts";
import type { JudgementCounts } from "./judgement-columns.ts";
import { windowStartMs } from "./measure-window.ts";
import { measureFirst } from "./measure-first.ts";
import { isTraffic, measureTraffic, partsOfWindow, type TrafficMetric } from "./measure-traffic.ts";
import { readCadences } from "./read-cadence.ts";
import { readFirsts } from "./read-firsts.ts";
import { readJudgements } from "./read-judgements.ts";
import { readWaitingOfSeams } from "./read-waiting-of-seams.ts";

/** Whose seams are measured, at which moment of the database's clock, whether that is now, and what is asked. */
export interface MeasureQuestion {
  project: string;
  at: Date;
  isNow?: boolean;
  asks: readonly MeasureAsk[];
}

interface Sources {
  db: Database;
  project: string;
  at: Date;
  judgements: (windowMs: number) => Promise<JudgementCounts[]>;
  waiting: () => ReturnType<typeof readWaitingOfSeams>;
  contracts: () => ReturnType<typeof readContracts>;
  absence: () => Promise<Measured[]>;
  /** Within the longest window that any ask looks back. */
  firsts: (kind: "class" | "pair") => ReturnType<typeof readFirsts>;
}

/**
 * What every ask measures of all seams, by `askKey`. A seam that is not listed has nothing to measure: no rate and no quantile, and of what is counted,
 * none. Each window is read once, however many asks are about it; docs/alerts-measured.md says how each metric is worked out.
 */
export async function readMeasured(db: Database, { project, at, isNow, asks }: MeasureQuestion): Promise<Map<string, Measured[]>> {
  const waiting = once((of: string) => readWaitingOfSeams(db, { project: of }));
  const contracts = once((of: string) => readContracts(db, { project: of }));
  const absence = once((of: string) => measureAbsence(db, { project: of, at }));
  const longestMs = Math.max(0, ...asks.map((ask) => ask.windowMs));
  const sources: Sources = {
    db, project, at,
    judgements: once((windowMs: number) => readJudgements(db, { project, at, isNow, windowMs, parts: partsOfWindow(asks, windowMs) })),
    waiting: () => waiting(project),
    contracts: () => contracts(project),
    absence: () => absence(project),
    firsts: once((kind: "class" | "pair") => readFirsts(db, { project, kind, from: new Date(windowStartMs(at.getTime(), longestMs)), to: at })),
  };
  const distinct = new Map(asks.map((ask) => [askKey(ask), ask]));
  return new Map(await Promise.all([...distinct].map(async ([key, ask]) => [key, await measure(sources, ask)] as const)));
}

/** Calls a question at most once for each argument. */
function once<Argument, Answer>(ask: (argument: Argument) => Promise<Answer>): (argument: Argument) => Promise<Answer> {
  const answers = new Map<Argument, Promise<Answer>>();
  return (argument) => {
    const answer = answers.get(argument) ?? ask(argument);
    answers.set(argument, answer);
    return answer;
  };
}


function measure(sources: Sources, ask: MeasureAsk): Promise<Measured[]> {
  const { metric, windowMs } = ask;
  return isTraffic(metric) ? sources.judgements(windowMs).then((all) => all.map((counts) => measureTraffic({ ...ask, metric }, counts))) : OTHERS[metric](sources, windowMs);
}

const OTHERS: Readonly<Record<Exclude<AlertMetric, TrafficMetric>, (sources: Sources, windowMs: number) => Promise<Measured[]>>> = {
  burn_rate: measureBurnRate,
  waiting_age: async ({ waiting, at }) =>
    (await waiting()).map(({ seamId, source, target, contract, waiting: n, overdue, oldestMs }) => ({ seamId, source, target, contract, detail: "", value: Math.max(0, at.getTime() - oldestMs), n, failed: overdue })),
  overdue_gates: async ({ waiting }) =>
    (await waiting()).flatMap(({ seamId, source, target, contract, waiting: n, overdue }) => (overdue === 0 ? [] : [{ seamId, source, target, contract, detail: "", value: overdue, n, failed: overdue }])),
  absence: ({ absence }) => absence(),
  new_class: (sources, windowMs) => measureFirsts(sources, windowMs, "class"),
  new_version_pair: (sources, windowMs) => measureFirsts(sources, windowMs, "pair"),
  unreconciled: measureReconciler,
};

async function measureBurnRate({ at, contracts, judgements }: Sources, windowMs: number): Promise<Measured[]> {
  const [stored, long, short] = await Promise.all([contracts(), judgements(windowMs), judgements(shortWindowMs(windowMs))]);
  return measureBurn(contractsInForce(stored, at.toISOString()), long, short);
}

async function measureAbsence(db: Database, { project, at }: { project: string; at: Date }): Promise<Measured[]> {
  const atS = at.getTime() / 1000;
  return (await readCadences(db, { project, at })).map(({ seamId, source, target, contract, hours, lastS, usualS }) => ({
    seamId, source, target, contract, detail: "", value: usualS === null ? null : Math.max(0, atS - lastS) / usualS, n: hours, failed: 0,
  }));
}

async function measureFirsts({ at, firsts }: Sources, windowMs: number, kind: "class" | "pair"): Promise<Measured[]> {
  const fromMs = windowStartMs(at.getTime(), windowMs);
  return (await firsts(kind)).filter(({ firstMs }) => firstMs >= fromMs).map((first) => measureFirst(kind, first));
}

/** The product itself: how many handoffs its reconciler has left unjudged; 1 at least while the reconciler is missing. */
async function measureReconciler({ db, project, at }: Sources): Promise<Measured[]> {
  const [waiting, [last], any] = await Promise.all([readWaiting(db, { project }), readReconcilerRuns(db, { project }), hasHandoffs(db, { project })]);
  const unreconciled = waiting.reduce((sum, row) => sum + row.unreconciled, 0);
  const finding = findUnreconciled({
    lastRunMs: last === undefined ? null : Date.parse(last.startedAt), lastError: last?.error ?? "", unreconciled, handoffs: any.length, nowMs: at.getTime(),
  });
  const n = waiting.reduce((sum, row) => sum + row.count, 0);
  return [{ seamId: "", source: "", target: "", contract: "", detail: "", value: finding === null ? 0 : Math.max(1, unreconciled), n, failed: unreconciled }];
}
