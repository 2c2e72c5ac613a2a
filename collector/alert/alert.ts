import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { AlertTransition } from "@/lib/model/alert-firing.ts";
import { type AlertSnapshot, NO_ALERTS_YET } from "@/lib/model/alert-snapshot.ts";
import { readLastRounds } from "@/lib/queries/alerts/read-rounds.ts";
import { learnCadences } from "@/lib/queries/alerts/measure/read-cadence.ts";
import { readStates } from "@/lib/queries/alerts/read-states.ts";
import { dueAt, type Due, nextDueMs } from "./due.ts";
import { type Evaluated, evaluateMoment, intervalsOf } from "./evaluate-moment.ts";
import { keepWorld } from "./keep-world.ts";
import { type AlertShare, watchLeadership } from "./leadership.ts";
import { type Pin, startSamplePinner } from "./pin-samples.ts";
import { keepWatchList, type WatchList } from "./watch-list.ts";

/** Ends of silences and rules that were deleted are seen this soon, whatever the rules' own intervals are, and a round is recorded. */
const HOUSEKEEPING_MS = 15_000;
const LOOK_AGAIN_MS = 1000;
const RETRY_AFTER_MS = 1000;
/** A moment that lies so far ahead was told by a clock that was wrong. */
const AHEAD_MAX_MS = 60_000;

/** What the evaluator is made of. */
export interface AlerterParts {
  db: Database;
  project: string;
  /** Id of the collector. */
  evaluator: string;
  share: AlertShare;
  /** Keeps samples beyond retention; left out, nothing is kept. */
  pin?: Pin;
  log: (line: string) => void;
  /** So long after another one may have led it waits before it evaluates: longer than a leader takes to notice that it no longer is. */
  handOverMs?: number;
  /** Told of what was stored, so that it is delivered at once. */
  onStored?: (stored: readonly AlertTransition[]) => void;
}

/** The evaluator of alert rules. */
export interface Alerter {
  snapshot(): AlertSnapshot;
  /** Ends after the evaluation at hand. */
  stop(): Promise<void>;
}

const notKept: Pin = () => Promise.resolve({ ok: true });
const monotonicMs = (): number => performance.now();

/** Starts the evaluator: rules at their moments, one evaluation at a time, while this collector is the one that does what is done by the clock. */
export function startAlerter({ db, project, evaluator, share, pin = notKept, log, handOverMs = 10_000, onStored = () => undefined }: AlerterParts): Alerter {
  const nowMs = (): number => Number(share.now() / 1_000_000n);
  const keeper = keepWorld(db, project, nowMs);
  const watchList = keepWatchList({ db, project, log }, monotonicMs);
  const pinner = startSamplePinner(pin, log);
  const leads = watchLeadership(share, handOverMs, monotonicMs);
  const stopped = new AbortController();
  let counts: AlertSnapshot = NO_ALERTS_YET;
  let lastMs: Map<number, number> | undefined;
  const learn = (): Promise<void> => learnIfAsked({ db, log }, watchList, { project, at: new Date(nowMs()) });
  const begin = async (): Promise<Map<number, number>> => {
    keeper.forget();
    await learn();
    const rounds = await readLastRounds(db, { project });
    // Whoever evaluated before may have been stopped before its samples were kept.
    pinner.pin((await readStates(db, { project })).flatMap(({ message, firingId }) => (message === null || firingId === "" ? [] : [message])));
    return new Map(rounds.flatMap(({ everyMs, atMs }) => (atMs <= nowMs() + AHEAD_MAX_MS ? [[everyMs, atMs] as const] : [])));
  };
  const evaluateDue = async (due: Due, known: Map<number, number>): Promise<void> => {
    const startedMs = monotonicMs();
    const done = await evaluateMoment({ db, project, keeper, watchList, log, monotonicMs }, due, known);
    for (const everyMs of due.everyMs) known.set(everyMs, due.atMs);
    onStored(done.stored);
    pinner.pin(done.stored.flatMap(({ state, message }) => (state === "firing" && message !== null ? [message] : [])));
    const tookMs = monotonicMs() - startedMs;
    counts = countEvaluation(counts, done, { tookMs, lagMs: nowMs() - due.atMs });
    await db.insert("alert_rounds", [roundRow(due, done, tookMs)], `alert rounds ${project} ${evaluator} ${due.atMs}`);
  };
  const roundRow = ({ atMs, everyMs }: Due, { rules, instances, firing, stored }: Evaluated, tookMs: number) => ({
    project, at: new Date(atMs).toISOString(), evaluator, duration_ms: Math.round(tookMs), every_ms: everyMs, rules, instances, firing, transitions: stored.length, error: "",
  });
  /** One look at the clock; gives how long nothing will be due (milliseconds). */
  const round = async (): Promise<number> => {
    if (!leads()) {
      lastMs = undefined;
      counts = { ...counts, isEvaluating: false };
      return LOOK_AGAIN_MS;
    }
    lastMs ??= await begin();
    counts = { ...counts, isEvaluating: true };
    const intervals = [HOUSEKEEPING_MS, ...intervalsOf(await watchList.rules())];
    const due = dueAt(intervals, lastMs, nowMs());
    if (due !== undefined) await evaluateDue(due, lastMs).then(learn);
    return Math.min(LOOK_AGAIN_MS, Math.max(1, nextDueMs(intervals, nowMs()) - nowMs()));
  };
  const tellFailure = async (text: string): Promise<void> => {
    if (counts.lastError !== text) log(`Cannot evaluate alert rules, and tries on: ${text}`);
    counts = { ...counts, evaluations: counts.evaluations + 1, failures: counts.failures + 1, lastError: text };
    keeper.forget();
    await db.insert("alert_rounds", [{ project, at: new Date(nowMs()).toISOString(), evaluator, error: text }]);
  };
  const loop = async (): Promise<void> => {
    while (!stopped.signal.aborted) {
      let waitMs = RETRY_AFTER_MS;
      try {
        waitMs = await round();
      } catch (error) {
        // Where the failure cannot be recorded either, the log has it.
        await tellFailure(error instanceof Error ? error.message : String(error)).catch(() => undefined);
      }
      await sleep(waitMs, undefined, { signal: stopped.signal }).catch(() => undefined); // Stopped while it waited.
    }
  };
  const running = loop();
  return {
    snapshot: () => ({ ...counts, pins: { ...pinner.counts } }),
    async stop() {
      stopped.abort();
      await running;
      await pinner.stop();
    },
  };
}

/** What changes by the hour is learned before the first evaluation and between two others, so that none of them takes longer for it. */
async function learnIfAsked({ db, log }: Pick<AlerterParts, "db" | "log">, watchList: WatchList, at: { project: string; at: Date }): Promise<void> {
  const rules = [...(await watchList.rules()).values()];
  if (!rules.some(({ rule }) => rule.enabled && rule.metric === "absence")) return;
  await learnCadences(db, at).catch((error: unknown) => log(`Cannot learn how often seams are used, and goes by what was learned before: ${String(error)}`));
}

function countEvaluation(counts: AlertSnapshot, { rules, stored, byState }: Evaluated, { tookMs, lagMs }: { tookMs: number; lagMs: number }): AlertSnapshot {
  const { evaluations, transitions, secondsInAll } = counts;
  const lastSeconds = tookMs / 1000;
  return { ...counts, rules, instances: byState, evaluations: evaluations + 1, transitions: transitions + stored.length, lastSeconds, lagSeconds: Math.max(0, lagMs / 1000), secondsInAll: secondsInAll + lastSeconds, lastError: "" };
}
