import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "@/lib/clickhouse/open-database.ts";

const TRY_AGAIN_MS = 1000;
const BATCH_MAX = 500;

/** One attempt as `alert_deliveries` keeps it. */
interface AttemptRow {
  project: string;
  key: string;
  attempt: number;
  firing_id: string;
  event: string;
  channel: string;
  at: string;
  outcome: "delivered" | "failed" | "gave_up";
  status: number | null;
  error: string;
  took_ms: number;
  next_at: string | null;
}

/** Writes down what was tried. */
export interface Recorder {
  /** Resolves when the row is stored; as long as it is not, its notification must not be taken for undelivered. Rejects when the recorder ends before. */
  record(row: AttemptRow): Promise<void>;
  /** Tries once more to store what waits. */
  stop(): Promise<void>;
}

interface Waiting {
  row: AttemptRow;
  stored: () => void;
  lost: (error: unknown) => void;
}

/** What comes while an insert is under way goes with the next one, so that a storm of alerts does not become one of inserts. A batch is repeated under its token until it is stored. */
export function recordAttempts(db: Database, log: (line: string) => void): Recorder {
  let waiting: Waiting[] = [];
  let working = Promise.resolve();
  let isWorking = false;
  const stopped = new AbortController();
  const store = async (batch: readonly Waiting[]): Promise<void> => {
    const rows = batch.map(({ row }) => row);
    const token = createHash("sha256").update(rows.map(({ key, attempt }) => `${key} ${attempt}`).join("\n")).digest("hex");
    for (;;) {
      try {
        await db.insert("alert_deliveries", rows, token);
        for (const { stored } of batch) stored();
        return;
      } catch (error) {
        if (stopped.signal.aborted) {
          for (const { lost } of batch) lost(error);
          return;
        }
        log(`Cannot record ${rows.length} deliveries of alerts, and tries again: ${error instanceof Error ? error.message : String(error)}`);
        await sleep(TRY_AGAIN_MS, undefined, { signal: stopped.signal }).catch(() => undefined);
      }
    }
  };
  const work = async (): Promise<void> => {
    isWorking = true;
    while (waiting.length > 0) {
      const batch = waiting.slice(0, BATCH_MAX);
      waiting = waiting.slice(BATCH_MAX);
      await store(batch);
    }
    isWorking = false;
  };
  return {
    record: (row) =>
      new Promise((stored, lost) => {
        waiting.push({ row, stored, lost });
        if (!isWorking) working = work();
      }),
    async stop() {
      stopped.abort();
      await working;
    },
  };
}
