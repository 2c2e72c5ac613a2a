import type { Database } from "@/lib/clickhouse/open-database.ts";
import { contractsInForce } from "@/lib/contracts/in-force.ts";
import { askKey, type Measured, type ReplayableAsk } from "@/lib/model/alert-measure.ts";
import { readContracts } from "../../contracts/read-contracts.ts";
import { measureBurn, shortWindowMs } from "./burn-rate.ts";
import type { JudgementCounts } from "./judgement-columns.ts";
import { measureFirst } from "./measure-first.ts";
import { isTraffic, measureTraffic, partsOfWindow } from "./measure-traffic.ts";
import { readFirsts } from "./read-firsts.ts";
import { readJudgementHistory, type Steps } from "./read-judgement-history.ts";

const MINUTE_MS = 60_000;
const wholeMinutes = (ms: number): number => Math.max(1, Math.ceil(ms / MINUTE_MS)) * 60;

/** Whose past is measured: at `from` and every `stepMs` after it until `to`, all made whole minutes. Without `seamIds` all seams are meant. */
export interface HistoryQuestion {
  project: string;
  from: Date;
  to: Date;
  stepMs: number;
  asks: readonly ReplayableAsk[];
  seamIds?: readonly string[];
}

/** What every ask would have measured at one moment (unix milliseconds), by `askKey`. */
interface MeasuredStep {
  atMs: number;
  measured: Map<string, Measured[]>;
}

/** `isCut`: there was more than could be told, and the latest steps are missing some of it. */
export interface MeasuredHistory {
  steps: MeasuredStep[];
  stepMs: number;
  isCut: boolean;
}

type MeasureAt = (step: number, atMs: number) => Measured[];

/** What `readMeasured` would have answered at each step of a past window, in one question for each window that is asked about. */
export async function readMeasuredHistory(db: Database, { project, from, to, stepMs, asks, seamIds = [] }: HistoryQuestion): Promise<MeasuredHistory> {
  const [firstS, stepS] = [Math.floor(from.getTime() / MINUTE_MS) * 60, wholeMinutes(stepMs)];
  const steps: Steps = { firstS, stepS, count: Math.max(0, Math.floor((to.getTime() / 1000 - firstS) / stepS)) + 1 };
  const past = lookBack(db, { project, seamIds, steps, asks });
  const distinct = [...new Map(asks.map((ask) => [askKey(ask), ask]))];
  const measurers = await Promise.all(distinct.map(async ([key, ask]) => [key, await measurerOf(ask, past)] as const));
  return {
    steps: Array.from({ length: steps.count }, (_, step) => {
      const atMs = (firstS + step * stepS) * 1000;
      return { atMs, measured: new Map(measurers.map(([key, measureAt]) => [key, measureAt(step, atMs)])) };
    }),
    stepMs: stepS * 1000,
    isCut: past.isCut(),
  };
}

interface Past {
  judgements: (windowMs: number) => Promise<(step: number) => JudgementCounts[]>;
  firsts: (kind: "class" | "pair", windowMs: number) => ReturnType<typeof readFirsts>;
  contracts: () => ReturnType<typeof readContracts>;
  isCut: () => boolean;
}

/** Asks the database at most once about each window. */
function lookBack(db: Database, { project, seamIds, steps, asks }: { project: string; seamIds: readonly string[]; steps: Steps; asks: readonly ReplayableAsk[] }): Past {
  let isCut = false;
  const windows = new Map<number, ReturnType<Past["judgements"]>>();
  const read = async (windowMs: number): Promise<(step: number) => JudgementCounts[]> => {
    const history = await readJudgementHistory(db, { project, seamIds, steps, windowS: wholeMinutes(windowMs), parts: partsOfWindow(asks, windowMs) });
    isCut ||= history.isCut;
    return (step) => history.byStep.get(step) ?? [];
  };
  return {
    judgements(windowMs) {
      const known = windows.get(windowMs) ?? read(windowMs);
      windows.set(windowMs, known);
      return known;
    },
    async firsts(kind, windowMs) {
      const bounds = { from: new Date((steps.firstS - wholeMinutes(windowMs)) * 1000), to: new Date((steps.firstS + steps.stepS * (steps.count - 1)) * 1000) };
      const found = await readFirsts(db, { project, kind, ...bounds });
      return found.filter(({ seamId }) => seamIds.length === 0 || seamIds.includes(seamId));
    },
    contracts: () => readContracts(db, { project }),
    isCut: () => isCut,
  };
}

async function measurerOf(ask: ReplayableAsk, past: Past): Promise<MeasureAt> {
  const { metric, windowMs } = ask;
  if (isTraffic(metric)) {
    const at = await past.judgements(windowMs);
    return (step) => at(step).map((counts) => measureTraffic({ ...ask, metric }, counts));
  }
  if (metric === "burn_rate") {
    const [stored, long, short] = await Promise.all([past.contracts(), past.judgements(windowMs), past.judgements(shortWindowMs(windowMs))]);
    return (step, atMs) => measureBurn(contractsInForce(stored, new Date(atMs).toISOString()), long(step), short(step));
  }
  const kind = metric === "new_class" ? "class" : "pair";
  const found = await past.firsts(kind, windowMs);
  const windowS = wholeMinutes(windowMs);
  return (_, atMs) => found.filter(({ firstMs }) => firstMs >= atMs - windowS * 1000 && firstMs < atMs).map((first) => measureFirst(kind, first));
}
