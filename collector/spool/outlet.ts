import { randomUUID } from "node:crypto";
import { writeDeadLetter, type DeadLetter } from "./dead-letters.ts";
import type { Committer, Draft, Operation } from "./committer.ts";
import { decodeMeta, isWhole, metaOf, SIGNAL_OF, type Entry, type EntryMeta, type Table } from "./entry.ts";
import { entryOperations } from "./inlet.ts";
import { entryKey, metasBetween, namedKey, readEntryKey, SEQ_MAX } from "./keys.ts";
import { isDamage, reasonOf, type Level } from "./open-level.ts";
import type { RecentChunks } from "./recent-chunks.ts";
import { addWaiting, planOf, type Range, type SpoolState } from "./state.ts";

/** How much goes into one insert at most. */
export interface RangeLimits {
  rows: number;
  bytes: number;
}

/** What the way out needs of an open spool. */
export interface OutletParts {
  level: Level;
  state: SpoolState;
  committer: Committer;
  recent: RecentChunks;
  deadLettersDir: string;
  now: () => number;
  log: (line: string) => void;
  /** Told when a table has more waiting, and when any has less. */
  grown: (table: Table) => void;
  shrunk: () => void;
}

const METAS_AT_ONCE = 1000;
const ENTRIES_MAX = 20_000;

/** The way out of the spool, table by table: a range is planned, read, and then finished, split or set aside. What was planned is on disk, so that a process that starts anew goes on with the same ranges under the same tokens. */
export class Outlet {
  private readonly parts: OutletParts;

  constructor(parts: OutletParts) {
    this.parts = parts;
  }

  /** The range to insert next: what was planned before, else the oldest entries of one format; undefined when nothing waits. */
  async plan(table: Table, limits: RangeLimits): Promise<Range | undefined> {
    const { plans, waiting } = this.parts.state;
    const planned = plans[table][0];
    if (planned !== undefined) return planned;
    const chosen = await this.choose(table, waiting[table].first, limits);
    const [first] = chosen;
    const last = chosen.at(-1);
    if (first === undefined || last === undefined) return undefined;
    const range = { first: first.seq, last: last.seq, token: randomUUID() };
    await this.replan(table, [range]);
    return range;
  }

  /** The entries of a range. Those that are broken are set aside as dead letters and not among them. */
  async read(table: Table, range: Range): Promise<Entry[]> {
    const metas = await this.metas(table, range.first, range.last, ENTRIES_MAX);
    const { recent } = this.parts;
    const old = metas.filter(({ seq }) => recent.get(seq) === undefined);
    const values = new Map((await this.values(old)).map((value, index) => [old[index]?.seq, value]));
    const entries: Entry[] = [];
    for (const meta of metas) {
      const value = values.get(meta.seq);
      const chunk = recent.get(meta.seq) ?? (value !== undefined && isWhole(meta, value) ? value : undefined);
      if (chunk !== undefined) entries.push({ ...meta, chunk });
      else await this.setAsideBroken(table, range, meta, value);
    }
    return entries;
  }

  /** Takes the entries of a range out of the spool: they are in their table. */
  async finish(table: Table, range: Range, entries: readonly EntryMeta[]): Promise<void> {
    await this.remove(table, { entries, plan: this.without(table, range), book: (ledger, counted) => (ledger.stored += counted) });
  }

  /** Cuts a range in two, to be inserted one after the other. */
  async split(table: Table, range: Range, entries: readonly EntryMeta[]): Promise<void> {
    const middle = entries[Math.floor(entries.length / 2)];
    if (middle === undefined) throw new Error(`a range of ${entries.length} entries cannot be split`);
    const halves = [
      { first: range.first, last: middle.seq - 1, token: randomUUID() },
      { first: middle.seq, last: range.last, token: randomUUID() },
    ];
    await this.replan(table, [...halves, ...this.without(table, range)]);
  }

  /** Moves the only entry of a range out of the spool into a file of its own. */
  async setAside(table: Table, range: Range, { entry, reason }: { entry: Entry; reason: string }): Promise<string> {
    const letter = this.letterOf(range, entry, { reason, bytes: entry.chunk.length, broken: false });
    // The file first: killed in between, the entry is still here, and the next attempt replaces the file.
    await writeDeadLetter(this.parts.deadLettersDir, letter, entry.chunk);
    await this.remove(table, { entries: [entry], plan: this.without(table, range), book: (ledger, counted) => (ledger.deadLettered += counted) });
    return letter.id;
  }

  /** Puts a dead letter back at the end of the spool; does nothing when that was done before. */
  async takeBack(letter: DeadLetter, chunk: Buffer): Promise<void> {
    const { level, state, committer, grown } = this.parts;
    const mark = namedKey("replayed", letter.id);
    if ((await level.get(mark)) !== undefined || (await this.isStillHere(letter))) return;
    const { table, format, rows, counted, at } = letter;
    let entry: Entry | undefined;
    await committer.commit({
      bytes: chunk.length,
      sync: true,
      build: (draft) => {
        const meta = metaOf({ table, format, rows, bytes: chunk }, { seq: draft.nextSeq, duplicates: rows - counted, at, traceIds: letter.traceIds });
        const made = { ...meta, chunk };
        entry = made;
        draft.nextSeq += 1;
        takeFromDeadLetters(draft, table, counted);
        return [...entryOperations(made), { type: "put", key: mark, value: Buffer.alloc(0) }];
      },
      done: () => {
        if (entry !== undefined) addWaiting(state.waiting[table], entry);
        grown(table);
      },
    });
  }

  /** Forgets that a dead letter was put back, once its file is gone. */
  async forgetReplay(id: string): Promise<void> {
    await this.parts.committer.commit({ bytes: 0, sync: false, build: () => [{ type: "del", key: namedKey("replayed", id) }], done: () => undefined });
  }

  /** Killed between writing the file and taking the entry out, the spool has both; then the entry counts. */
  private async isStillHere({ collector, table, seq, at }: DeadLetter): Promise<boolean> {
    if (collector !== this.parts.state.collector.id) return false;
    const [meta] = await this.metas(table, seq, seq, 1);
    return meta?.at === at;
  }

  private async choose(table: Table, from: number, { rows: rowsMax, bytes: bytesMax }: RangeLimits): Promise<EntryMeta[]> {
    const chosen: EntryMeta[] = [];
    let [rows, bytes] = [0, 0];
    for (let next = from; chosen.length < ENTRIES_MAX;) {
      const metas = await this.metas(table, next, SEQ_MAX, METAS_AT_ONCE);
      for (const meta of metas) {
        const isFull = rows + meta.rows > rowsMax || bytes + meta.bytes > bytesMax || meta.format !== chosen[0]?.format || chosen.length === ENTRIES_MAX;
        if (chosen.length > 0 && isFull) return chosen;
        chosen.push(meta);
        rows += meta.rows;
        bytes += meta.bytes;
      }
      const last = metas.at(-1);
      if (last === undefined || metas.length < METAS_AT_ONCE) return chosen;
      next = last.seq + 1;
    }
    return chosen;
  }

  private async metas(table: Table, first: number, last: number, most: number): Promise<EntryMeta[]> {
    const found = await this.guarded(() => this.parts.level.iterator({ ...metasBetween(table, first, last), limit: most, highWaterMarkBytes: 256 * 1024 }).all());
    return found.flatMap(([key, value]) => decodeMeta(table, readEntryKey(key).seq, value) ?? []);
  }

  /** One that LevelDB cannot read costs the others nothing. */
  private async values(metas: readonly EntryMeta[]): Promise<(Buffer | undefined)[]> {
    const { level, log } = this.parts;
    const keys = metas.map(({ table, seq }) => entryKey("value", table, seq));
    try {
      return await level.getMany(keys);
    } catch (error) {
      if (!isDamage(error)) throw error;
      log(`an entry of the spool cannot be read: ${reasonOf(error)}`);
      return Promise.all(keys.map((key) => level.get(key).catch((broken: unknown) => (isDamage(broken) ? undefined : Promise.reject(broken)))));
    }
  }

  /** Files that turn out to be damaged are repaired by opening anew. */
  private async guarded<T>(read: () => Promise<T>): Promise<T> {
    try {
      return await read();
    } catch (error) {
      if (error instanceof Error && isDamage(error)) this.parts.committer.abandon(error);
      throw error;
    }
  }

  private async setAsideBroken(table: Table, range: Range, meta: EntryMeta, value: Buffer | undefined): Promise<void> {
    const reason = "damaged on the collector's disk: what was read is not what was written";
    const letter = this.letterOf(range, meta, { reason, bytes: value?.length ?? 0, broken: true });
    await writeDeadLetter(this.parts.deadLettersDir, letter, value ?? Buffer.alloc(0));
    this.parts.log(`an entry of ${meta.rows} rows of ${table} was damaged on disk; what is left of it is the dead letter ${letter.id}`);
    await this.remove(table, { entries: [meta], plan: this.parts.state.plans[table], book: (ledger, counted) => (ledger.deadLettered += counted) });
  }

  private letterOf({ token }: Range, { table, seq, format, rows, counted, at, traceIds }: EntryMeta, rest: { reason: string; bytes: number; broken: boolean }): DeadLetter {
    const { state, now } = this.parts;
    return { id: `${table}-${token.slice(0, 8)}-${seq}`, ...rest, traceIds: [...traceIds], table, seq, format, rows, counted, at, setAsideAt: now(), collector: state.collector.id };
  }

  private async remove(table: Table, { entries, plan, book }: { entries: readonly EntryMeta[]; plan: readonly Range[]; book: (ledger: { stored: number; deadLettered: number }, counted: number) => void }): Promise<void> {
    const { state, committer } = this.parts;
    const counted = entries.reduce((sum, entry) => sum + entry.counted, 0);
    await committer.commit({
      bytes: 0,
      sync: false,
      build: ({ ledgers }) => {
        const signal = SIGNAL_OF[table];
        if (signal !== undefined) {
          ledgers[signal].inSpool -= counted;
          book(ledgers[signal], counted);
        }
        const keys = entries.flatMap(({ seq }) => [entryKey("meta", table, seq), entryKey("value", table, seq)]);
        return [...keys.map((key): Operation => ({ type: "del", key })), { type: "put", ...planOf(table, plan) }];
      },
      done: () => {
        state.plans[table] = [...plan];
        for (const entry of entries) this.subtract(table, entry);
        this.parts.shrunk();
      },
    });
    await this.lookForOldest(table);
  }

  private subtract(table: Table, { rows, bytes, seq }: EntryMeta): void {
    this.parts.recent.forget(seq);
    const waiting = this.parts.state.waiting[table];
    waiting.entries -= 1;
    waiting.rows -= rows;
    waiting.bytes -= bytes;
    if (waiting.entries === 0) waiting.oldestAt = undefined;
  }

  private async lookForOldest(table: Table): Promise<void> {
    const waiting = this.parts.state.waiting[table];
    if (waiting.entries === 0) return;
    const [oldest] = await this.metas(table, waiting.first, SEQ_MAX, 1);
    if (oldest === undefined) return;
    waiting.oldestAt = oldest.at;
    waiting.first = oldest.seq;
  }

  private async replan(table: Table, plan: Range[]): Promise<void> {
    const { state, committer } = this.parts;
    await committer.commit({ bytes: 0, sync: true, build: () => [{ type: "put", ...planOf(table, plan) }], done: () => (state.plans[table] = plan) });
  }

  private without(table: Table, { token }: Range): Range[] {
    return this.parts.state.plans[table].filter((range) => range.token !== token);
  }
}

/** A dead letter of another collector was counted there, so here its records are received. */
function takeFromDeadLetters({ ledgers }: Draft, table: Table, counted: number): void {
  const signal = SIGNAL_OF[table];
  if (signal === undefined) return;
  const ledger = ledgers[signal];
  const known = Math.min(counted, ledger.deadLettered);
  ledger.deadLettered -= known;
  ledger.received += counted - known;
  ledger.inSpool += counted;
}
