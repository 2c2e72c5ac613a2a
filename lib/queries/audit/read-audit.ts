import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { AuditSeam } from "@/lib/model/audit.ts";
import type { SeamScorecard } from "@/lib/model/scorecard.ts";
import type { SeamTotals } from "@/lib/model/seam.ts";
import { mendWeight } from "@/lib/seams/governance/mend-first.ts";
import { readScorecards } from "../seams/read-scorecards.ts";
import { readSeamTotals } from "../seams/read-seam-summaries.ts";
import { wilsonInterval } from "../seams/wilson-interval.ts";
import { type TimeWindow, wholeMinutes } from "../time-window.ts";

/** Every seam with traffic in the window (widened to whole minutes), what to mend first on top; `now` decides which contracts are in force. */
export async function readAudit(db: Database, { project, from, to, now }: TimeWindow & { project: string; now: Date }): Promise<AuditSeam[]> {
  const seams = await readSeamTotals(db, { project, ...wholeMinutes({ from, to }) });
  const cards = await readScorecards(db, { project, seams, now });
  const audited = seams.flatMap((seam) => {
    const card = cards.get(seam.id);
    return card === undefined ? [] : [auditOf(seam, card)];
  });
  const ordered = audited.toSorted((a, b) => b.weight - a.weight || b.handoffs - a.handoffs || (a.seamId < b.seamId ? -1 : 1));
  return ordered.map((seam, index) => ({ ...seam, rank: index + 1 }));
}

function auditOf(seam: SeamTotals, card: SeamScorecard): AuditSeam {
  const { handoffs, silent } = seam;
  const silentRateHigh = wilsonInterval(silent, handoffs)?.high ?? null;
  const pointsMissing = card.readiness.points.length - card.readiness.score;
  return {
    rank: 0,
    weight: mendWeight({ stakes: card.stakes, handoffs, silentRateHigh: silentRateHigh ?? 0, pointsMissing }),
    seamId: seam.id, source: seam.source, target: seam.target, sourceType: seam.sourceType, targetType: seam.targetType,
    namedContract: seam.contract, inferred: seam.inferred,
    owner: card.owner, contract: card.contract, stakes: card.stakes, fallback: card.fallback, runbook: card.runbook,
    readiness: card.readiness, budget: card.budget,
    handoffs, failed: seam.failed, silent,
    silentRate: handoffs === 0 ? null : silent / handoffs,
    silentRateHigh,
    lastSeenAt: seam.lastSeenAt,
  };
}
