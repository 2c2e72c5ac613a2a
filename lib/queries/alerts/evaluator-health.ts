import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { EvaluatorHealth } from "@/lib/model/alert-view.ts";
import { readAlertRounds } from "./read-rounds.ts";
import { readRulesInForce } from "./read-rules.ts";

/** A round is recorded at least this often while an evaluator lives, and twice that may pass under load. */
const AWAY_AFTER_MS = 120_000;

/** Whether anybody evaluates the rules, from the rounds that evaluators recorded; `now` is the clock that they are held against. */
export async function readEvaluatorHealth(db: Database, { project, now }: { project: string; now: Date }): Promise<EvaluatorHealth> {
  const [[last], { unreadable }] = await Promise.all([readAlertRounds(db, { project }), readRulesInForce(db, { project })]);
  const isAway = last === undefined || now.getTime() - Date.parse(last.at) > AWAY_AFTER_MS;
  return { lastRunAt: last?.at ?? null, isAway, says: saysOf({ ever: last !== undefined, isAway, error: last?.error ?? "", unreadable }) };
}

function saysOf({ ever, isAway, error, unreadable }: { ever: boolean; isAway: boolean; error: string; unreadable: readonly string[] }): string {
  if (!ever) return "No rule was evaluated yet: the part of the collector that does it has not run.";
  if (isAway) return "Nobody evaluates the rules: no alert can begin, end or be told until the collector runs again.";
  if (error !== "") return `The last evaluation failed: ${error}`;
  return unreadable.length === 0 ? "" : `These rules cannot be read and are not evaluated: ${unreadable.join(", ")}. Save them again.`;
}
