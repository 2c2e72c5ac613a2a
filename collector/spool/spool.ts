import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { RejectRow } from "@/lib/model/ingest.ts";
import type { SpoolSnapshot } from "@/lib/model/ingest-snapshot.ts";
import type { Ready } from "../prepare/prepared.ts";
import type { Redacted } from "../redact/redacted.ts";
import { Committer } from "./committer.ts";
import { writeDeadLetter } from "./dead-letters.ts";
import { keysOf } from "./keys.ts";
import { bytesWaiting, Inlet, type Appended } from "./inlet.ts";
import { isDamage, moveAside, openLevel, reasonOf, type Level } from "./open-level.ts";
import { Outlet } from "./outlet.ts";
import { RecentChunks } from "./recent-chunks.ts";
import { DISK_FREE_BYTES_MIN, Room } from "./room.ts";
import { SeenRecords } from "./seen-records.ts";
import { loadState, type Ledgers, type Lost, type SpoolState, type Waiting } from "./state.ts";
import type { Table } from "./entry.ts";

/** Where the spool is and how much it may hold; `log` takes one line an event. */
export interface SpoolOptions {
  dir: string;
  deadLettersDir: string;
  project: string;
  bytesMax: number;
  log: (line: string) => void;
  limits?: Partial<typeof SPOOL_LIMITS>;
  /** Unix milliseconds. */
  now?: () => number;
}

/** What else is bounded: how long and how many requests are known again, records known again, disk left free. */
export const SPOOL_LIMITS = {
  requestsKeptMs: 10 * 60_000,
  requests: 100_000,
  records: 1_000_000,
  diskFreeBytesMin: DISK_FREE_BYTES_MIN,
  /** Chunks kept in memory too, until they are stored. */
  recentBytes: 64 * 1024 * 1024,
  /** A process that was just told to end may still have the files. */
  lockedWithinMs: 10_000,
  reopenAfterMs: 500,
  reopenAfterMsMax: 5000,
};

/** Of a spool that has held so much, the files are tidied up once it holds a quarter of it. */
const TIDY_BYTES = 128 * 1024 * 1024;

interface Opened {
  level: Level;
  state: SpoolState;
  committer: Committer;
  inlet: Inlet;
  outlet: Outlet;
}

/**
 * The collector's durable queue (docs/ingest.md): what it has answered for is on disk until it is in its table. When its disk
 * refuses to write it stays alive, keeps senders waiting, and opens anew until it can write again.
 */
export class Spool {
  repairs = 0;
  private readonly options: SpoolOptions;
  private readonly limits: typeof SPOOL_LIMITS;
  private readonly room: Room;
  private readonly seen: SeenRecords;
  private readonly listeners: ((table: Table) => void)[] = [];
  private opened: Opened | undefined;
  private lastKnown: SpoolState | undefined;
  private reopening: Promise<void> | undefined;
  private closing = false;
  private largest = 0;
  private counts = { commits: 0, appends: 0 };

  constructor(options: SpoolOptions) {
    this.options = options;
    this.limits = { ...SPOOL_LIMITS, ...options.limits };
    this.room = new Room(options.dir, { bytesMax: options.bytesMax, diskFreeBytesMin: this.limits.diskFreeBytesMin });
    this.seen = new SeenRecords(this.limits.records);
  }

  /** Opens the files; call it once, before anything else. */
  async open(mustRepair = false): Promise<void> {
    const { level, state } = await this.load(mustRepair);
    const committer = new Committer(level, state, { now: this.now, kept: () => this.seen.keep(), failed: (fault) => this.fail(fault) });
    const grown = (table: Table): void => this.listeners.forEach((listener) => listener(table));
    const { project, deadLettersDir, log } = this.options;
    const recent = new RecentChunks(this.limits.recentBytes);
    const inlet = new Inlet({ state, committer, room: this.room, seen: this.seen, recent, project, now: this.now, grown });
    const outlet = new Outlet({ level, state, committer, recent, deadLettersDir, now: this.now, log, grown, shrunk: () => this.tidy(level, state) });
    this.opened = { level, state, committer, inlet, outlet };
    this.lastKnown = state;
    this.largest = Math.max(this.largest, bytesWaiting(state));
    await this.room.look();
  }

  /** The collector's id and since when it counts, made with the spool. */
  get collector(): { id: string; startedAt: number } {
    return this.state.collector;
  }

  /** Whether the spool was made by this process, so that nothing was ever answered for by it. */
  get isNew(): boolean {
    return this.state.isNew;
  }

  /** What became of all records, as of the last write. */
  get ledgers(): Ledgers {
    return this.state.ledgers;
  }

  waiting(table: Table): Waiting {
    return this.state.waiting[table];
  }

  /** The listener is told each time more waits for a table. */
  onGrown(listener: (table: Table) => void): void {
    this.listeners.push(listener);
  }

  /** Keeps a request; resolves when it is on disk, or with `busy` when it is not. */
  async append(signal: RejectRow["signal"], ready: Ready): Promise<Appended> {
    const { opened } = this;
    if (opened === undefined) return this.busy();
    try {
      this.room.lookAgain(performance.now());
      const appended = await opened.inlet.append(signal, ready);
      this.largest = Math.max(this.largest, bytesWaiting(opened.state));
      return appended;
    } catch (error) {
      if (this.opened === opened) throw error;
      return this.busy();
    }
  }

  /** Keeps what is to be told of a request of which nothing was taken, if there is room. */
  async appendRejects(rejects: Redacted<readonly RejectRow[]>): Promise<void> {
    const { opened } = this;
    if (opened === undefined) return;
    try {
      await opened.inlet.appendRejects(rejects);
    } catch (error) {
      if (this.opened === opened) throw error;
    }
  }

  /** The way out; throws while the disk refuses. */
  get outlet(): Outlet {
    if (this.opened === undefined) throw new Error("the spool's disk refuses to write");
    return this.opened.outlet;
  }

  snapshot(): SpoolSnapshot {
    const { waiting } = this.state;
    const tables = Object.values(waiting);
    const oldestAt = Math.min(...tables.map((table) => table.oldestAt ?? Number.POSITIVE_INFINITY));
    return {
      state: this.opened === undefined ? "failed" : "open",
      bytes: bytesWaiting(this.state),
      entries: tables.reduce((sum, { entries }) => sum + entries, 0),
      softBytes: this.room.softBytes,
      hardBytes: this.room.hardBytes,
      maxBytes: this.options.bytesMax,
      oldestWaitingS: Number.isFinite(oldestAt) ? Math.max(0, (this.now() - oldestAt) / 1000) : 0,
      diskFreeBytes: this.room.diskFreeBytes,
      commits: this.counts.commits + (this.opened?.committer.commits ?? 0),
      appends: this.counts.appends + (this.opened?.inlet.appends ?? 0),
      repairs: this.repairs,
    };
  }

  /** Waits for what is being written and closes the files. */
  async close(): Promise<void> {
    this.closing = true;
    await this.reopening;
    const { opened } = this;
    this.opened = undefined;
    await opened?.committer.idle();
    await opened?.level.close();
  }

  private readonly now = (): number => (this.options.now ?? Date.now)();

  private get state(): SpoolState {
    if (this.lastKnown === undefined) throw new Error("the spool was not opened");
    return this.lastKnown;
  }

  private busy(): Appended {
    return { kind: "busy", status: 503, retryAfterS: 5, message: "the collector's disk refuses to write" };
  }

  /** What LevelDB holds after a failed write is known only by opening it again. */
  private fail(fault: Error): void {
    const { opened } = this;
    if (opened === undefined || this.closing) return;
    this.opened = undefined;
    this.counts.commits += opened.committer.commits;
    this.counts.appends += opened.inlet.appends;
    this.seen.forget();
    this.options.log(`the spool cannot be used and is opened anew: ${reasonOf(fault)}`);
    this.reopening = this.reopen(opened, isDamage(fault));
  }

  private async reopen({ level, committer }: Opened, damaged: boolean): Promise<void> {
    await committer.idle();
    await level.close();
    for (let pauseMs = this.limits.reopenAfterMs; !this.closing; pauseMs = Math.min(2 * pauseMs, this.limits.reopenAfterMsMax)) {
      await sleep(pauseMs);
      try {
        await this.room.look();
        if ((this.room.diskFreeBytes ?? 0) < this.limits.diskFreeBytesMin) continue;
        await this.open(damaged);
        this.options.log("the spool takes requests again");
        return;
      } catch (error) {
        this.options.log(`the spool cannot be opened yet: ${reasonOf(error)}`);
      }
    }
  }

  /** Damage that shows only when the state is read leads to a repair; if that does not help, the files are moved aside. */
  private async load(mustRepair: boolean): Promise<{ level: Level; state: SpoolState }> {
    const { dir, log } = this.options;
    for (let repair = mustRepair; ; repair = true) {
      const { level, repaired } = await openLevel(dir, { log, mustRepair: repair, lockedWithinMs: this.limits.lockedWithinMs });
      if (repaired) this.repairs += 1;
      try {
        const limits = { keptMs: this.limits.requestsKeptMs, requests: this.limits.requests };
        const { state, lost } = await loadState(level, { limits, now: this.now(), repaired });
        await this.tellLost(state, lost);
        return { level, state };
      } catch (error) {
        await level.close();
        if (!isDamage(error)) throw error;
        log(`the spool in ${dir} is damaged and is repaired: ${reasonOf(error)}`);
        if (repair) await moveAside(dir, log, reasonOf(error));
      }
    }
  }

  /** Records of which not even an entry is left are told of by dead letters without bytes. */
  private async tellLost(state: SpoolState, lost: Lost): Promise<void> {
    const tables = [["spans", lost.traces], ["log_records", lost.logs]] as const;
    for (const [table, records] of tables) {
      if (records === 0) continue;
      const at = this.now();
      const letter = { id: `${table}-${randomUUID().slice(0, 8)}-0`, reason: "damaged on the collector's disk: nothing of them could be read", table, format: "Native", rows: records, counted: records, bytes: 0, broken: true, at, setAsideAt: at, collector: state.collector.id, seq: 0, traceIds: [] } as const;
      await writeDeadLetter(this.options.deadLettersDir, { ...letter, traceIds: [] }, Buffer.alloc(0));
      this.options.log(`${records} rows of ${table} that were in the spool have vanished with damaged files; the dead letter ${letter.id} tells of them`);
    }
  }

  /** LevelDB frees the disk of what was deleted only when it rewrites files, which it has no reason to do when nothing more comes. */
  private tidy(level: Level, state: SpoolState): void {
    if (this.largest < TIDY_BYTES || bytesWaiting(state) * 4 > this.largest) return;
    this.largest = 0;
    const { gte, lt } = keysOf("value");
    level.compactRange(gte, lt).catch((error: unknown) => this.options.log(`the spool could not be tidied up: ${reasonOf(error)}`));
  }
}

/** Opens the spool. Rejects when the disk refuses, or when another collector has it. */
export async function openSpool(options: SpoolOptions): Promise<Spool> {
  const spool = new Spool(options);
  await spool.open();
  return spool;
}
