import { readChannels } from "@/lib/queries/alerts/read-channels.ts";
import { readAlertRounds, readLastRounds } from "@/lib/queries/alerts/read-rounds.ts";
import { readRules, readRulesInForce } from "@/lib/queries/alerts/read-rules.ts";
import { readSilences } from "@/lib/queries/alerts/read-silences.ts";
import { readStates, readWorldRows } from "@/lib/queries/alerts/read-states.ts";
import { readTransitionsMark } from "@/lib/queries/alerts/read-transitions-mark.ts";
import { readWatchedSeams } from "@/lib/queries/alerts/read-watched-seams.ts";
import { TOLD } from "./of-the-rest.ts";
import { anyOrder, type Questions } from "./question.ts";

/** What is asked of alert rules, channels, firings and deliveries. */
export const QUESTIONS_OF_ALERTS: Questions = {
  "alerts/read-channels.ts": (db) => readChannels(db, { project: TOLD }),
  "alerts/read-rounds.ts": async (db) => [await readAlertRounds(db, { project: TOLD }), await readLastRounds(db, { project: TOLD })],
  "alerts/read-rules.ts": async (db) => [await readRules(db, { project: TOLD }), await readRulesInForce(db, { project: TOLD })],
  "alerts/read-silences.ts": (db) => readSilences(db, { project: TOLD }),
  "alerts/read-states.ts": async (db) => [await anyOrder(readStates(db, { project: TOLD })), await anyOrder(readWorldRows(db, { project: TOLD }))],
  "alerts/read-transitions-mark.ts": async (db, { now }) => (await readTransitionsMark(db, { project: TOLD, nowMs: now.getTime() })).map(({ rows }) => rows),
  "alerts/read-watched-seams.ts": async (db, { project, now }) => [...(await readWatchedSeams(db, { project, at: now })).values()],
};
