import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { EvaluatorHealth } from "@/lib/model/alert-view.ts";
import { readAlertRounds } from "./read-rounds.ts";
import { readRulesInForce } from "./read-rules.ts";

/** The evaluator records a round at least once a minute; three missed ones are no accident. */
const AWAY_AFTER_MS = 3 * 60_000;

/** Whether the rules are being evaluated, by what the evaluator recorded of its rounds until `now`, and whether all of them can be. */
export async function readEvaluatorHealth(db: Database, { project, now }: { project: string; now: Date }): Promise<EvaluatorHealth> {
  const [[last], { unreadable }] = await Promise.all([readAlertRounds(db, { project }), readRulesInForce(db, { project })]);
  if (last === undefined) return { lastRunAt: null, isAway: true, says: "Alert rules have not been evaluated yet: a collector does that, and none has recorded a round." };
  const isAway = now.getTime() - Date.parse(last.at) > AWAY_AFTER_MS;
  return { lastRunAt: last.at, isAway, says: saysOf({ lastAt: last.at, isAway, error: last.error, unreadable }) };
}

function saysOf({ lastAt, isAway, error, unreadable }: { lastAt: string; isAway: boolean; error: string; unreadable: readonly string[] }): string {
  if (isAway) return `Alert rules have not been evaluated since ${lastAt}: nothing can begin to fire, end or be told. See whether a collector runs, and what it logs.`;
  if (error !== "") return `The last evaluation of alert rules failed and is tried again: ${error}`;
  return unreadable.length === 0 ? "" : `These rules cannot be read and are not evaluated; save them again: ${unreadable.join(", ")}.`;
}
