import type { Database } from "@/lib/clickhouse/open-database.ts";
import { groupBy } from "@/lib/model/group-by.ts";
import type { OPEN_CLASSES, OpenGroup, Reconciliation } from "@/lib/model/reconciliation.ts";
import { findUnreconciled } from "@/lib/seams/reconciliation/unreconciled.ts";
import { readEvaluatorHealth } from "../alerts/evaluator-health.ts";
import { readSeamOwners } from "../agents/read-seam-owners.ts";
import { readHealth } from "../health/read-health.ts";
import { readKeptFrom } from "../storage/read-kept-from.ts";
import type { TimeWindow } from "../time-window.ts";
import { listUnresolvedGroups } from "./list-unresolved-groups.ts";
import { readOpenItems } from "./read-open-items.ts";
import { readReconcilerRuns } from "./read-reconciler-runs.ts";
import { readWaiting } from "./read-waiting.ts";

/** The most groups one answer holds; `groupsInAll` tells of more. */
const GROUPS_MAX = 500;
/** Evidence is read payloads and all; this bounds how much of it one page unpacks. */
const PROOFS_MAX = 100;

/** Whose reconciliation, of which window, seen at which moment, narrowed by what. `owner` "" asks for groups that nobody answers for. */
export interface ReconciliationQuestion extends TimeWindow {
  project: string;
  now: Date;
  class?: (typeof OPEN_CLASSES)[number] | undefined;
  owner?: string | undefined;
  /** Whose oldest handoff started at least so long ago. */
  minAgeMs?: number | undefined;
}

/** Everything that is open among the handoffs of a window and was not resolved, and whether the reconciler itself is at work. */
export async function getReconciliation(db: Database, asked: ReconciliationQuestion): Promise<Reconciliation> {
  const { project, to, now } = asked;
  // Of what is no longer kept, the rollups still tell that it was open; there is nothing left to look at or to resolve.
  const { handoffs: keptFromMs = 0 } = await readKeptFrom(db);
  const from = new Date(Math.max(asked.from.getTime(), keptFromMs));
  const [{ groups, groupsLeftOut }, ownerOf, waiting, runs, health, alerting] = await Promise.all([
    listUnresolvedGroups(db, { project, from, to }),
    readSeamOwners(db, { project, now }),
    readWaiting(db, { project }),
    readReconcilerRuns(db, { project }),
    readHealth(db, project),
    readEvaluatorHealth(db, { project, now }),
  ]);
  const owned = groups.map((group) => ({ ...group, owner: ownerOf(group) }));
  const chosen = owned.filter((group) => isAskedFor(group, asked));
  const shown = chosen.slice(0, GROUPS_MAX);
  const items = await readOpenItems(db, project, shown.slice(0, PROOFS_MAX).map((group) => ({ ...group, id: group.examples[0] ?? "", startedAt: group.oldestAt })));
  const unreconciled = waiting.reduce((sum, row) => sum + row.unreconciled, 0);
  const [last] = runs;
  return {
    groups: shown.map((group) => ({ ...group, lastProofOfLife: items.get(group.examples[0] ?? "")?.lastProofOfLife ?? "" })),
    groupsInAll: chosen.length + groupsLeftOut,
    openInAll: [...groupBy(groups, (group) => group.class)].map(([name, alike]) => ({ class: name, handoffs: alike.reduce((sum, group) => sum + group.count, 0) })),
    owners: [...new Set(owned.flatMap((group) => group.owner?.team ?? []))].toSorted(),
    waiting: waiting.map(({ verdict, count, oldestAt }) => ({ verdict, count, oldestAt })),
    runs,
    unreconciled,
    keptFrom: keptFromMs > asked.from.getTime() ? from.toISOString() : null,
    absence: findUnreconciled({
      lastRunMs: last === undefined ? null : Date.parse(last.startedAt),
      lastError: last?.error ?? "",
      unreconciled,
      handoffs: health.reachable ? health.handoffs : 0,
      nowMs: now.getTime(),
    }),
    alerting,
  };
}

function isAskedFor(group: Pick<OpenGroup, "class" | "owner" | "oldestAt">, { class: name, owner, minAgeMs = 0, now }: ReconciliationQuestion): boolean {
  if (name !== undefined && group.class !== name) return false;
  if (owner !== undefined && (group.owner?.team ?? "") !== owner) return false;
  return now.getTime() - Date.parse(group.oldestAt) >= minAgeMs;
}
