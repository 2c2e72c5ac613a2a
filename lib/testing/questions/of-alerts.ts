import { type MeasureAsk, REPLAYABLE_METRICS } from "@/lib/model/alert-measure.ts";
import { ALERT_METRICS, AlertRuleDraft } from "@/lib/model/alert-rule.ts";
import { readEvaluatorHealth } from "@/lib/queries/alerts/evaluator-health.ts";
import { findRule } from "@/lib/queries/alerts/find-rule.ts";
import { getFiring } from "@/lib/queries/alerts/get-firing.ts";
import { listAlerts, listRules } from "@/lib/queries/alerts/list-alerts.ts";
import { listDeliveries } from "@/lib/queries/alerts/list-deliveries.ts";
import { findFiring, listFirings, listLatestFirings } from "@/lib/queries/alerts/list-firings.ts";
import { previewOverHistory } from "@/lib/queries/alerts/preview-over-history.ts";
import { readFiringTimes } from "@/lib/queries/alerts/read-firing-times.ts";
import { readFiringWhole } from "@/lib/queries/alerts/read-firing-whole.ts";
import { readSeamNames } from "@/lib/queries/alerts/read-seam-names.ts";
import { hasHandoffs } from "@/lib/queries/alerts/measure/has-handoffs.ts";
import { readAlertEvidence } from "@/lib/queries/alerts/measure/read-alert-evidence.ts";
import { readCadences } from "@/lib/queries/alerts/measure/read-cadence.ts";
import { readFirsts } from "@/lib/queries/alerts/measure/read-firsts.ts";
import { readJudgementHistory } from "@/lib/queries/alerts/measure/read-judgement-history.ts";
import { readJudgements } from "@/lib/queries/alerts/measure/read-judgements.ts";
import { readMeasured } from "@/lib/queries/alerts/measure/read-measured.ts";
import { readMeasuredHistory } from "@/lib/queries/alerts/measure/read-measured-history.ts";
import { readWaitingOfSeams } from "@/lib/queries/alerts/measure/read-waiting-of-seams.ts";
import { readChannels } from "@/lib/queries/alerts/read-channels.ts";
import { readAlertRounds, readLastRounds } from "@/lib/queries/alerts/read-rounds.ts";
import { readRules, readRulesInForce } from "@/lib/queries/alerts/read-rules.ts";
import { readSilences } from "@/lib/queries/alerts/read-silences.ts";
import { readFiringCounts } from "@/lib/queries/alerts/read-firing-counts.ts";
import { readStates, readWorldRows } from "@/lib/queries/alerts/read-states.ts";
import { readTransitionsMark } from "@/lib/queries/alerts/read-transitions-mark.ts";
import { readMessages, readStandingFirings, readUndelivered } from "@/lib/queries/alerts/read-undelivered.ts";
import { readWatchedSeams } from "@/lib/queries/alerts/read-watched-seams.ts";
import { TOLD } from "./of-the-rest.ts";
import { anyOrder, each, type Questions } from "./question.ts";

const DAY_MS = 86_400_000;
/** What was written of the project is found within a day before this. */
const SOON = new Date(Date.now() + 3_600_000);
const ask = { windowMs: DAY_MS, classes: ["late", "lost"], quantile: 0.95 };
const ASKS: readonly MeasureAsk[] = ALERT_METRICS.map((metric) => ({ metric, ...ask }));
const PARTS = { classes: true, latency: true };
/** Of measurements that promise no order; the minute of finding differs. */
const measured = async (answer: Promise<Map<string, unknown[]>>): Promise<unknown[]> => Promise.all([...(await answer)].map(async ([key, rows]) => [key, await anyOrder(Promise.resolve(rows))]));

/** What is asked of alert rules, channels, firings and deliveries. */
export const QUESTIONS_OF_ALERTS: Questions = {
  "alerts/evaluator-health.ts": async (db, { now }) => (await readEvaluatorHealth(db, { project: TOLD, now })).isAway,
  "alerts/find-rule.ts": (db) => findRule(db, { project: TOLD, name: "Failure rate" }),
  "alerts/get-firing.ts": (db) => getFiring(db, { project: TOLD, id: "told-f1" }),
  "alerts/list-alerts.ts": async (db) => [await listAlerts(db, { project: TOLD }), await listRules(db, { project: TOLD })],
  "alerts/list-deliveries.ts": (db) => listDeliveries(db, { project: TOLD }),
  "alerts/list-firings.ts": async (db) => [await listFirings(db, { project: TOLD, limit: 50 }), await listLatestFirings(db, { project: TOLD, limit: 2 }), await findFiring(db, { project: TOLD, id: "told-f1" })],
  "alerts/read-firing-times.ts": (db) => readFiringTimes(db, { project: TOLD, seamId: "s", from: new Date(0), to: SOON }),
  "alerts/preview-over-history.ts": (db) => previewOverHistory(db, { project: TOLD, draft: AlertRuleDraft.parse({ name: "draft", metric: "failure_rate", above: 0, window: "1d" }), from: SOON, to: SOON }),
  "alerts/read-firing-whole.ts": (db) => readFiringWhole(db, { project: TOLD, id: "told-f1" }),
  "alerts/read-seam-names.ts": (db, { project, seams }) => readSeamNames(db, { project, ids: seams.map(({ id }) => id) }),
  "alerts/measure/has-handoffs.ts": async (db, { project }) => [await hasHandoffs(db, { project }), await hasHandoffs(db, { project: "never" })],
  "alerts/measure/read-alert-evidence.ts": (db) =>
    each(ALERT_METRICS, (metric) => readAlertEvidence(db, { project: TOLD, seamIds: [], at: SOON, windowMs: 10 * DAY_MS, metric, classes: [], detail: metric === "new_class" ? "late" : "1.1.0 → 2.0.0" })),
  "alerts/measure/read-cadence.ts": (db, { project, now }) => anyOrder(readCadences(db, { project, at: now })),
  "alerts/measure/read-firsts.ts": (db) => each(["class", "pair"] as const, async (kind) => (await readFirsts(db, { project: TOLD, kind, from: new Date(0), to: SOON })).map((row) => ({ ...row, firstMs: 0 }))),
  "alerts/measure/read-judgements.ts": (db) => each([false, true], (isNow) => anyOrder(readJudgements(db, { project: TOLD, at: SOON, isNow, windowMs: DAY_MS, parts: PARTS }))),
  "alerts/measure/read-judgement-history.ts": async (db) => {
    const firstS = Math.floor(SOON.getTime() / 86_400_000) * 86_400;
    const historyOf = (stepS: number, latency: boolean) => readJudgementHistory(db, { project: TOLD, seamIds: [], steps: { firstS: firstS + 2 * 86_400, stepS, count: 2 }, windowS: 3 * 86_400, parts: { classes: true, latency } });
    // A bucket lies on as many shards as its handoffs.
    const counted = async (stepS: number, latency: boolean) => [...(await historyOf(stepS, latency)).byStep].map(([step, rows]) => [step, rows.map((row) => ({ ...row, buckets: 0 }))]);
    return each([60, 3600], async (stepS) => [await counted(stepS, true), await counted(stepS, false)]);
  },
  "alerts/measure/read-measured.ts": (db) => measured(readMeasured(db, { project: TOLD, at: SOON, asks: ASKS })),
  "alerts/measure/read-measured-history.ts": async (db) => {
    const asks = REPLAYABLE_METRICS.map((metric) => ({ metric, ...ask }));
    const { steps } = await readMeasuredHistory(db, { project: TOLD, from: SOON, to: SOON, stepMs: 60_000, asks, seamIds: ["told-s0", "told-s1"] });
    return each(steps, (step) => measured(Promise.resolve(step.measured)));
  },
  "alerts/measure/read-waiting-of-seams.ts": (db) => anyOrder(readWaitingOfSeams(db, { project: TOLD })),
  "alerts/read-channels.ts": (db) => readChannels(db, { project: TOLD }),
  "alerts/read-rounds.ts": async (db) => [await readAlertRounds(db, { project: TOLD }), await readLastRounds(db, { project: TOLD })],
  "alerts/read-rules.ts": async (db) => [await readRules(db, { project: TOLD }), await readRulesInForce(db, { project: TOLD })],
  "alerts/read-silences.ts": (db) => readSilences(db, { project: TOLD }),
  "alerts/read-firing-counts.ts": async (db) => anyOrder(readFiringCounts(db, { project: TOLD })),
  "alerts/read-states.ts": async (db) => [await anyOrder(readStates(db, { project: TOLD })), await anyOrder(readWorldRows(db, { project: TOLD }))],
  "alerts/read-transitions-mark.ts": async (db, { now }) => (await readTransitionsMark(db, { project: TOLD, nowMs: now.getTime() })).map(({ rows }) => rows),
  "alerts/read-undelivered.ts": async (db) => [
    await readUndelivered(db, { project: TOLD, since: new Date(0) }),
    await readMessages(db, { project: TOLD, firingIds: ["told-f1", "told-f2", "nobody"] }),
    await readStandingFirings(db, { project: TOLD, channel: "kept", endedSince: SOON }),
  ],
  "alerts/read-watched-seams.ts": async (db, { project, now }) => [...(await readWatchedSeams(db, { project, at: now })).values()],
};
