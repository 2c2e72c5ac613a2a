import type { Database } from "@/lib/clickhouse/open-database.ts";
import { findOverdueHandoffs } from "@/lib/queries/handoffs/find-overdue-handoffs.ts";

/** A run is recorded this often even when there was nothing to do, so that its own absence shows. */
const RECORD_EVERY_MS = 60_000;
const HANDOFFS_MAX = 1_000_000;

/** What the reconciler is made of; `queue` takes traces that must be judged anew. */
export interface ReconcilerParts {
  db: Database;
  project: string;
  queue: (traceIds: Iterable<string>) => void;
  /** Unix milliseconds. */
  now: () => number;
}

/** Finds by the clock what no span will tell: deadlines that passed, gates that are overdue. Returns one round of it. */
export function createReconciler({ db, project, queue, now }: ReconcilerParts): () => Promise<void> {
  let known: ReadonlySet<string> = new Set();
  let rounds = 0;
  let recordedMs = 0;
  const record = async (startedMs: number, due: number, error: string): Promise<void> => {
    if (due === 0 && error === "" && startedMs - recordedMs < RECORD_EVERY_MS) return;
    await db.insert("reconciler_runs", [{ project, started_at: new Date(startedMs).toISOString(), duration_ms: now() - startedMs, rounds, due, error }]);
    [rounds, recordedMs] = [0, startedMs];
  };
  return async () => {
    const startedMs = now();
    rounds += 1;
    try {
      const overdue = await findOverdueHandoffs(db, { project, limit: HANDOFFS_MAX });
      queue(new Set(overdue.map((handoff) => handoff.traceId)));
      // One that is still being judged comes up again in the next round and is not counted again.
      const fresh = overdue.filter((handoff) => !known.has(handoff.id)).length;
      known = new Set(overdue.map((handoff) => handoff.id));
      await record(startedMs, fresh, "");
    } catch (error) {
      await record(startedMs, 0, error instanceof Error ? error.message : String(error)).catch(() => undefined);
      throw error;
    }
  };
}
