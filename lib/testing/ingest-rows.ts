import type { Database } from "@/lib/clickhouse/open-database.ts";
import { type Ledger, noLedger, type RejectRow } from "@/lib/model/ingest.ts";
import { PROJECT } from "@/lib/model/project.ts";

/** A ledger that adds up, of one collector and signal, as the collector writes it. */
export interface StoredLedger {
  collector: string;
  signal: "traces" | "logs";
  at: string;
  ledger: Partial<Ledger>;
  spool?: { bytes: number; hardBytes: number; oldestWaitingS: number };
}

/** Writes ledgers as collectors do. */
export async function insertLedgers(db: Database, ledgers: readonly StoredLedger[]): Promise<void> {
  await db.insert("ingest_ledger", ledgers.map(({ collector, signal, at, ledger, spool = { bytes: 0, hardBytes: 900, oldestWaitingS: 0 } }) => {
    const { received, stored, rejected, ignored, deduplicated, deadLettered, inSpool } = { ...noLedger(), ...ledger };
    return {
      project: PROJECT, collector, signal, at, started_at: "2026-11-20T00:00:00.000Z",
      received, stored, rejected, ignored, deduplicated, dead_lettered: deadLettered, in_spool: inSpool,
      spool_bytes: spool.bytes, spool_bytes_max: spool.hardBytes, oldest_waiting_s: spool.oldestWaitingS,
    };
  }));
}

/** A row of the table of rejects, of which a test gives what it is about. */
export function makeReject(parts: Partial<RejectRow> & { at: string; collector?: string }): RejectRow & { at: string; collector: string; project: string } {
  return {
    project: PROJECT, collector: "c-1", signal: "traces", action: "rejected", reason: "trace_id", records: 1,
    message: "trace_id: expected 16 bytes, found 3 bytes", service: "writer", sample: '{"name":"handoff"}', ...parts,
  };
}

/** Writes rejects as collectors do. */
export const insertRejects = (db: Database, rejects: readonly ReturnType<typeof makeReject>[]): Promise<void> => db.insert("rejects", rejects);
