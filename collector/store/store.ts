import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { InsertSnapshot } from "@/lib/model/ingest-snapshot.ts";
import { TABLES, type Table } from "../spool/entry.ts";
import type { Spool } from "../spool/spool.ts";
import { InsertCounts } from "./insert-counts.ts";
import { LedgerWriter } from "./ledger-writer.ts";
import { Replays } from "./replays.ts";
import { DRAIN_LIMITS, TableDrain } from "./table-drain.ts";

/** What the store is made of; `onStored` is told which traces have grown. */
export interface StoreParts {
  spool: Spool;
  deadLettersDir: string;
  db: Database;
  project: string;
  onStored: (traceIds: Set<string>) => void;
  log: (line: string) => void;
  limits?: Partial<typeof DRAIN_LIMITS>;
  /** Unix milliseconds. */
  now?: () => number;
}

/** Empties the spool into the tables. */
export interface Store {
  inserts(): InsertSnapshot;
  deadLetters(): { entries: number; records: number };
  /** Stores what the database takes within the time; what is left stays in the spool. */
  stop(withinMs: number): Promise<void>;
}

/** Starts to bring what is in the spool, and what will be, to its tables; beside that, replays dead letters and writes the ledger. */
export function startStore({ spool, deadLettersDir, db, project, onStored, log, limits = {}, now = Date.now }: StoreParts): Store {
  const counts = new InsertCounts();
  const drainOf = (table: Table) => new TableDrain(table, { spool, db, counts, onStored, log, limits: { ...DRAIN_LIMITS, ...limits }, now });
  const drains = new Map(TABLES.map((table) => [table, drainOf(table)]));
  spool.onGrown((table) => drains.get(table)?.ring());
  const replays = new Replays({ spool, dir: deadLettersDir, log });
  const ledger = new LedgerWriter({ spool, db, project, log, now });
  return {
    inserts: () => counts.snapshot(),
    deadLetters: () => replays.counts,
    async stop(withinMs) {
      await replays.stop();
      await Promise.all([...drains.values()].map((drain) => drain.stop(AbortSignal.timeout(withinMs))));
      await ledger.stop();
    },
  };
}
