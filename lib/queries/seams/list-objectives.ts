import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { BurnRate, SeamObjective } from "@/lib/model/alert-view.ts";
import type { ErrorBudget } from "@/lib/model/scorecard.ts";
import { wholeMinutes } from "../time-window.ts";
import { readFailures } from "./read-failures.ts";
import { readScorecards } from "./read-scorecards.ts";
import { readSeamSummaries } from "./read-seam-summaries.ts";

/** How far back the pace is looked at: the windows of the SRE workbook's alerts, chapter 5. */
const BURN_WINDOWS = ["1h", "6h", "3d"] as const;
/** A seam without traffic for longer than this has no budget to speak of. */
const LISTED_DAYS = 30;
const DAY_MS = 86_400_000;

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
  const failures = await readFailures(db, { project, seamId, window, now });
  return (id, { objective }) => {
    const { handoffs, failed } = failures.of(id);
    return { window, handoffs, failed, rate: paceOf(failed, handoffs, objective) };
  };
}

/** `rate of failures / rate the objective allows`; where it allows none, each failure is a whole budget, as in `errorBudget`. */
function paceOf(failed: number, handoffs: number, objective: number): number | null {
  if (handoffs === 0) return null;
  const allowed = ((100 - objective) * handoffs) / 100;
  return failed === 0 ? 0 : allowed === 0 ? failed : failed / allowed;
}
