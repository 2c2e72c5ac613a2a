import { InsertRefused, type Database } from "@/lib/clickhouse/open-database.ts";
import type { Entry, Table } from "../spool/entry.ts";
import type { Spool } from "../spool/spool.ts";
import type { Range } from "../spool/state.ts";
import { Bell } from "./bell.ts";
import type { InsertCounts } from "./insert-counts.ts";
import { isForGood, isTooMuch } from "./refused-for-good.ts";

/** When an insert is made, how large it is, and how failed ones are tried again. */
export const DRAIN_LIMITS = {
  /** As soon as so much waits, or the oldest has waited so long. */
  flush: { rows: 20_000, bytes: 32 * 1024 * 1024, afterMs: 200 },
  /** What goes into one insert at most when more than that waits. */
  insert: { rows: 50_000, bytes: 64 * 1024 * 1024 },
  insertWithinMs: 60_000,
  pauseMs: 100,
  pauseMsMax: 5000,
  /** Attempts after which an entry alone is taken to be refused for good, and after which a batch is cut in two to make it lighter. */
  attempts: 3,
};
const LOG_EVERY_MS = 30_000;
const IDLE_MS = 60_000;

/** What the way from the spool to the tables is made of. `onStored` is told which traces have grown. */
export interface DrainParts {
  spool: Spool;
  db: Database;
  counts: InsertCounts;
  onStored: (traceIds: Set<string>) => void;
  log: (line: string) => void;
  limits: typeof DRAIN_LIMITS;
  /** Unix milliseconds. */
  now: () => number;
}

/** How an insert ended; one that was stopped stays in the spool. */
type Outcome = { kind: "stored" | "too heavy" | "stopped" } | { kind: "refused"; reason: string };

/** Brings what waits for one table there, one insert at a time, for ever. */
export class TableDrain {
  private readonly table: Table;
  private readonly parts: DrainParts;
  private readonly grown = new Bell();
  private readonly stopped = new Bell();
  private readonly cut = new AbortController();
  private stopping = false;
  private failures = 0;
  private toldAt = Number.NEGATIVE_INFINITY;
  private readonly running: Promise<void>;

  constructor(table: Table, parts: DrainParts) {
    this.table = table;
    this.parts = parts;
    this.running = this.run();
  }

  /** Tells that more waits. */
  ring(): void {
    this.grown.ring();
  }

  /** Inserts what waits as long as the database takes it and `signal` allows; resolves when nothing is under way any more. */
  async stop(signal: AbortSignal): Promise<void> {
    this.stopping = true;
    if (signal.aborted) this.cut.abort();
    signal.addEventListener("abort", () => this.cut.abort(), { once: true });
    this.grown.ring();
    this.stopped.ring();
    await this.running;
  }

  private async run(): Promise<void> {
    while (!this.isOver()) {
      if (this.failures > 0) await this.stopped.wait(this.pauseMs());
      else if (this.dueInMs() > 0) await this.grown.wait(this.dueInMs());
      if (this.dueInMs() <= 0 && !this.isOver()) await this.storeNext();
    }
  }

  /** Told to stop, it goes on as long as all goes well. */
  private isOver(): boolean {
    return this.stopping && (this.failures > 0 || this.cut.signal.aborted || this.parts.spool.waiting(this.table).entries === 0);
  }

  private dueInMs(): number {
    const { limits: { flush }, spool, now } = this.parts;
    const { entries, rows, bytes, oldestAt } = spool.waiting(this.table);
    if (entries === 0) return IDLE_MS;
    if (this.stopping || rows >= flush.rows || bytes >= flush.bytes || oldestAt === undefined) return 0;
    // A clock that was set back must not make anything wait.
    return Math.min(flush.afterMs, oldestAt + flush.afterMs - now());
  }

  private pauseMs(): number {
    const { pauseMs, pauseMsMax } = this.parts.limits;
    return Math.min(pauseMs * 2 ** (this.failures - 1), pauseMsMax);
  }

  /** Stores, splits or sets aside the next range, or fails and counts it. */
  private async storeNext(): Promise<void> {
    const { table, parts: { spool, limits, onStored } } = this;
    try {
      const { outlet } = spool;
      const range = await outlet.plan(table, limits.insert);
      if (range === undefined) return;
      const entries = await outlet.read(table, range);
      const outcome: Outcome = entries.length === 0 ? { kind: "stored" } : await this.insert(range, entries);
      if (outcome.kind === "stopped") return;
      if (outcome.kind === "stored") {
        await outlet.finish(table, range, entries);
        onStored(new Set(entries.flatMap(({ traceIds }) => traceIds)));
      } else if (entries.length > 1) {
        await outlet.split(table, range, entries);
      } else if (outcome.kind === "refused") {
        await this.setAside(range, entries, outcome.reason);
      }
      this.failures = 0;
    } catch (error) {
      // The spool's disk refuses, or a dead letter cannot be written: everything is still where it was.
      this.failures += 1;
      this.tell(`cannot go on storing ${table} now: ${messageOf(error)}`);
    }
  }

  private async setAside(range: Range, [entry]: readonly Entry[], reason: string): Promise<void> {
    if (entry === undefined) return;
    const id = await this.parts.spool.outlet.setAside(this.table, range, { entry, reason });
    this.parts.log(`ClickHouse refuses ${entry.rows} rows of ${this.table} for good; they are the dead letter ${id} (npm run ingest -- dead-letters show ${id}): ${reason}`);
  }

  /** Tries the same rows under the same token until the database has them, refuses them for good, or we are stopped. */
  private async insert(range: Range, entries: readonly Entry[]): Promise<Outcome> {
    const { counts, limits } = this.parts;
    for (let attempt = 1; ; attempt += 1) {
      const error = await this.attempt(range, entries);
      if (error === undefined) return this.succeeded(attempt);
      const code = error instanceof InsertRefused ? error.code : undefined;
      const isRefused = code !== undefined && isForGood(code);
      counts.failed(isRefused ? "refused" : "retried", error.message);
      // A good batch may be refused once when its bytes were cut off on their way; cut in two it will soon be taken.
      if (isRefused && (entries.length > 1 || attempt >= limits.attempts)) return { kind: "refused", reason: error.message };
      const isHeavy = code === undefined ? error.name === "TimeoutError" : isTooMuch(code);
      if (isHeavy && entries.length > 1 && attempt >= limits.attempts) return { kind: "too heavy" };
      this.failures += 1;
      if (!isRefused) this.tell(`ClickHouse does not take ${this.table} now, they wait in the spool and are tried again: ${error.message}`);
      if (this.isOver()) return { kind: "stopped" };
      await this.stopped.wait(this.pauseMs());
      if (this.isOver()) return { kind: "stopped" };
    }
  }

  private succeeded(attempts: number): Outcome {
    if (attempts > 1) {
      this.parts.log(`ClickHouse takes ${this.table} again, after ${attempts} attempts`);
      this.toldAt = Number.NEGATIVE_INFINITY;
    }
    this.failures = 0;
    return { kind: "stored" };
  }

  private async attempt(range: Range, entries: readonly Entry[]): Promise<Error | undefined> {
    const { db, counts, limits } = this.parts;
    const format = entries[0]?.format ?? "Native";
    const startedAt = performance.now();
    const timeout = AbortSignal.timeout(limits.insertWithinMs);
    try {
      await db.insertEncoded({ table: this.table, format, chunks: entries.map(({ chunk }) => chunk), token: range.token, signal: AbortSignal.any([timeout, this.cut.signal]) });
    } catch (error) {
      if (timeout.aborted) return timeout.reason instanceof Error ? timeout.reason : new Error(`no answer within ${limits.insertWithinMs} ms`);
      return error instanceof Error ? error : new Error(String(error));
    }
    counts.succeeded({ rows: sumOf(entries, "rows"), bytes: sumOf(entries, "bytes"), seconds: (performance.now() - startedAt) / 1000 });
    return undefined;
  }

  /** The first failure is told, and then one now and then. */
  private tell(line: string): void {
    if (performance.now() - this.toldAt < LOG_EVERY_MS) return;
    this.toldAt = performance.now();
    this.parts.log(line);
  }
}

const sumOf = (entries: readonly Entry[], term: "rows" | "bytes"): number => entries.reduce((sum, entry) => sum + entry[term], 0);

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
