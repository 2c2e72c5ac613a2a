import { migrate } from "@/lib/clickhouse/migrate.ts";
import { type Database, openDatabase } from "@/lib/clickhouse/open-database.ts";
import { readConfig } from "@/lib/config/env.ts";
import { insertContracts, makeStored } from "@/lib/testing/contract-rows.ts";
import { idsOfMonths, type Made, makeMonths } from "./make-months.ts";

/** A history, its database, and what to ask it for. */
export interface History {
  db: Database;
  made: Made;
}

/** How long a history is: its last day always has `lastDaySpans`, over so many seams. */
export interface HistorySize {
  spans: number;
  lastDaySpans: number;
  seams: number;
}

/** The database that holds a history of so many spans. */
export const databaseOf = (spans: number): string => `bench_${spans}`;

/** Where a database with this history is still there from an earlier run (CLICKHOUSE_URL names its server), it is taken as it is. */
export async function openHistory(env: Record<string, string>, size: HistorySize): Promise<History> {
  const config = readConfig({ ...env, CLICKHOUSE_DATABASE: databaseOf(size.spans) });
  await migrate(config);
  const db = openDatabase(config);
  const startedAt = performance.now();
  const log = (line: string): void => console.log(`${((performance.now() - startedAt) / 1000).toFixed(0)} s: ${line}`);
  const made = (await idsOfMonths(db)) ?? (await makeMonths(db, size, log));
  await insertContracts(db, Array.from({ length: 10 }, (_, index) => makeStored({ contract: `contract-${index}` })));
  return { db, made };
}
