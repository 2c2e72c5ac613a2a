import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { SpanRow } from "@/lib/clickhouse/span-row.ts";

const FIRST_PAUSE_MS = 100;
const PAUSE_MS_MAX = 1000;

/** Spans on their way to the table, under an id by which ClickHouse knows them again. */
export interface Batch {
  token: string;
  rows: SpanRow[];
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

async function tryInsert(db: Database, { token, rows }: Batch, deadline: AbortSignal): Promise<Error | undefined> {
  try {
    await db.insert("spans", rows, token, deadline);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
