import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { Spool } from "../spool/spool.ts";
import { repeat } from "./repeat.ts";

const WRITE_EVERY_MS = 2000;
/** A ledger that stands still is written too, now and then, to say that its collector lives. */
const WRITE_UNCHANGED_EVERY = 10;
const WRITE_WITHIN_MS = 5000;
const LAST_WITHIN_MS = 1500;
const SIGNALS = ["traces", "logs"] as const;

/** What the writing of the ledger is made of. */
interface LedgerWriterParts {
  spool: Spool;
  db: Database;
  project: string;
  log: (line: string) => void;
  now: () => number;
}

/** Writes the collector's ledger into the table `ingest_ledger` every two seconds, and when it stops. */
export class LedgerWriter {
  private readonly parts: LedgerWriterParts;
  private readonly loop: { stop(): Promise<void> };
  private written = "";
  private unchanged = 0;
  private failing = false;
  private readonly underway = new AbortController();

  constructor(parts: LedgerWriterParts) {
    this.parts = parts;
    this.loop = repeat(WRITE_EVERY_MS, () => this.write());
  }

  /** Writes it a last time. */
  async stop(): Promise<void> {
    setTimeout(() => this.underway.abort(), LAST_WITHIN_MS).unref();
    await this.loop.stop();
    if (!this.failing) await this.write();
  }

  private async write(): Promise<void> {
    const { spool, db, log } = this.parts;
    const text = JSON.stringify([spool.ledgers, spool.snapshot().bytes]);
    this.unchanged = text === this.written ? this.unchanged + 1 : 0;
    if (this.unchanged % WRITE_UNCHANGED_EVERY !== 0) return;
    try {
      await db.insert("ingest_ledger", this.rows(), undefined, AbortSignal.any([AbortSignal.timeout(WRITE_WITHIN_MS), this.underway.signal]));
      this.written = text;
      this.failing = false;
    } catch (error) {
      if (!this.failing) log(`could not write the ledger, and will again: ${error instanceof Error ? error.message : String(error)}`);
      this.failing = true;
      this.unchanged = 0;
    }
  }

  private rows(): object[] {
    const { spool, project, now } = this.parts;
    const { bytes, hardBytes, oldestWaitingS } = spool.snapshot();
    const { id, startedAt } = spool.collector;
    return SIGNALS.map((signal) => {
      const { received, stored, rejected, ignored, deduplicated, deadLettered, inSpool } = spool.ledgers[signal];
      return {
        project, collector: id, signal, at: new Date(now()).toISOString(), started_at: new Date(startedAt).toISOString(),
        received, stored, rejected, ignored, deduplicated, dead_lettered: deadLettered, in_spool: inSpool,
        spool_bytes: bytes, spool_bytes_max: Math.round(hardBytes), oldest_waiting_s: oldestWaitingS,
      };
    });
  }
}
