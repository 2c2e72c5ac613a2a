import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "@/lib/clickhouse/open-database.ts";

const FIRST_PAUSE_MS = 100;
const PAUSE_MS_MAX = 1000;

/** Rows on their way to their table, under an id by which ClickHouse knows them again. */
export interface Batch {
  table: string;
  token: string;
  rows: readonly unknown[];
}

/**
 * Inserts the batch, again and again under the same token until it succeeds or `withinMs` is over; so a failure is
 * never half an insert, and an insert whose answer was lost is not stored twice. Returns the last error, or undefined.
 */
export async function insertWithRetry(db: Database, batch: Batch, withinMs: number): Promise<Error | undefined> {
  const deadline = AbortSignal.timeout(withinMs);
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, PAUSE_MS_MAX)) {
    const error = await tryInsert(db, batch, deadline);
    if (error === undefined || deadline.aborted) return error;
    await sleep(pauseMs);
  }
}

async function tryInsert(db: Database, { table, token, rows }: Batch, deadline: AbortSignal): Promise<Error | undefined> {
  try {
    await db.insert(table, rows, token, deadline);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
