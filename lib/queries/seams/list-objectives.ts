import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { BurnRate, SeamObjective } from "@/lib/model/alert-view.ts";
import { durationMs } from "@/lib/model/contract.ts";
import type { ErrorBudget } from "@/lib/model/scorecard.ts";
import { wholeMinutes } from "../time-window.ts";
import { readScorecards } from "./read-scorecards.ts";
import { readSeamSummaries } from "./read-seam-summaries.ts";
import { cutWindow, overTraffic, TrafficParams } from "./traffic-of-window.ts";

/** How far back the pace is looked at: the windows of the SRE workbook's alerts, chapter 5. */
const BURN_WINDOWS = ["1h", "6h", "3d"] as const;
/** A seam without traffic for longer than this has no budget to speak of. */
const LISTED_DAYS = 30;
const DAY_MS = 86_400_000;
const SEAMS_MAX = 50_000;

const readFailed = overTraffic((traffic) => defineQuery({
  name: "objectives-burn",
  params: TrafficParams,
  row: z.object({ id: z.string(), total: z.coerce.number(), failedTotal: z.coerce.number() }),
  sql: `
    SELECT seam_id AS id, sum(handoffs) AS total, sum(failed) AS failedTotal
    FROM ${traffic({ columns: "seam_id, handoffs, failed", of: "all seams" })}
    GROUP BY seam_id
    LIMIT ${SEAMS_MAX}`,
}));

/** Seams whose contract in force has an objective and that had traffic in the last 30 days, the least budget left on top. */
export async function listObjectives(db: Database, { project, now, seamId = "" }: { project: string; now: Date; seamId?: string }): Promise<SeamObjective[]> {
  const time = wholeMinutes({ from: new Date(now.getTime() - LISTED_DAYS * DAY_MS), to: now });
  const seams = await readSeamSummaries(db, { project, seamId, ...time });
  const [cards, burns] = await Promise.all([readScorecards(db, { project, seams, now }), Promise.all(BURN_WINDOWS.map((window) => readBurn(db, project, seamId, window, now)))]);
  const objectives = seams.flatMap(({ id, source, target, contract, sparkline }) => {
    const card = cards.get(id);
    if (card === undefined || card.budget === null) return [];
    const { budget, owner, runbook } = card;
    return [{ seam: { id, source, target, contract }, owner, contract: card.contract, runbook, budget, burn: burns.map((of) => of(id, budget)), trend: sparkline }];
  });
  return objectives.toSorted((a, b) => (a.budget.remaining ?? 1) - (b.budget.remaining ?? 1) || (a.seam.id < b.seam.id ? -1 : 1));
}

async function readBurn(db: Database, project: string, seamId: string, window: (typeof BURN_WINDOWS)[number], now: Date): Promise<(id: string, budget: ErrorBudget) => BurnRate> {
  const from = new Date(now.getTime() - (durationMs(window) ?? 0));
  const rows = await readFailed(db, { project, seamId, ...cutWindow(wholeMinutes({ from, to: now })) });
  const bySeam = new Map(rows.map((row) => [row.id, row]));
  return (id, { objective }) => {
    const { total = 0, failedTotal = 0 } = bySeam.get(id) ?? {};
    return { window, handoffs: total, failed: failedTotal, rate: paceOf(failedTotal, total, objective) };
  };
}

/** `rate of failures / rate the objective allows`; where it allows none, each failure is a whole budget, as in `errorBudget`. */
function paceOf(failed: number, handoffs: number, objective: number): number | null {
  if (handoffs === 0) return null;
  const allowed = ((100 - objective) * handoffs) / 100;
  return failed === 0 ? 0 : allowed === 0 ? failed : failed / allowed;
}
