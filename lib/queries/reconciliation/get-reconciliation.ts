import type { Database } from "@/lib/clickhouse/open-database.ts";
import { OPEN_CLASSES, OpenGroup, type Reconciliation } from "@/lib/model/reconciliation.ts";
import { findUnreconciled } from "@/lib/seams/reconciliation/unreconciled.ts";
import { readHealth } from "../health/read-health.ts";
import type { TimeWindow } from "../time-window.ts";
import { readOpenGroups } from "./read-open-groups.ts";
import { readReconcilerRuns } from "./read-reconciler-runs.ts";
import { readWaiting } from "./read-waiting.ts";

/** Whose reconciliation, of which window, seen at which moment. */
export interface ReconciliationQuestion extends TimeWindow {
  project: string;
  now: Date;
}

/** Everything that is open among the handoffs of a window, and whether the reconciler itself is at work. */
export async function getReconciliation(db: Database, { project, from, to, now }: ReconciliationQuestion): Promise<Reconciliation> {
  const [groups, waiting, runs, health] = await Promise.all([
    readOpenGroups(db, { project, from, to, classes: [...OPEN_CLASSES] }),
    readWaiting(db, { project }),
    readReconcilerRuns(db, { project }),
    readHealth(db, project),
  ]);
  const unreconciled = waiting.reduce((sum, row) => sum + row.unreconciled, 0);
  const [last] = runs;
  return {
    groups: groups.map((group) => OpenGroup.parse(group)),
    groupsInAll: groups[0]?.groupsInAll ?? 0,
    waiting: waiting.map(({ verdict, count, oldestAt }) => ({ verdict, count, oldestAt })),
    runs,
    unreconciled,
    absence: findUnreconciled({
      lastRunMs: last === undefined ? null : Date.parse(last.startedAt),
      lastError: last?.error ?? "",
      unreconciled,
      handoffs: health.reachable ? health.handoffs : 0,
      nowMs: now.getTime(),
    }),
  };
}
