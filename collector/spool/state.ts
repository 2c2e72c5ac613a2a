import { randomUUID } from "node:crypto";
import { z } from "zod";
import { noLedger, type Ledger } from "@/lib/model/ingest.ts";
import { decodeMeta, SIGNAL_OF, TABLES, type Table } from "./entry.ts";
import { keysOf, namedKey, readEntryKey, readNamedKey } from "./keys.ts";
import type { Level } from "./open-level.ts";
import { SeenRequest, SeenRequests, type SeenRequestLimits } from "./seen-requests.ts";

/** The ledger of each signal. */
export type Ledgers = { traces: Ledger; logs: Ledger };

/** The entries of a table from `first` to `last` that go into one insert, under a token by which the database knows it again. */
export interface Range {
  first: number;
  last: number;
  token: string;
}

/** What waits for one table. */
export interface Waiting {
  entries: number;
  rows: number;
  bytes: number;
  /** When the oldest of it came, Unix milliseconds; undefined when nothing waits. */
  oldestAt: number | undefined;
  /** No entry has a smaller seq. */
  first: number;
}

/** What is known of the spool without reading its chunks; all of it is on disk too. */
export interface SpoolState {
  collector: { id: string; startedAt: number };
  /** Whether it was made just now, rather than found. */
  isNew: boolean;
  ledgers: Ledgers;
  nextSeq: number;
  waiting: Record<Table, Waiting>;
  plans: Record<Table, Range[]>;
  requests: SeenRequests;
}

const Terms = z.object({ received: z.number(), stored: z.number(), rejected: z.number(), ignored: z.number(), deduplicated: z.number(), deadLettered: z.number(), inSpool: z.number() });
const Book = z.object({ nextSeq: z.number(), traces: Terms, logs: Terms });
const Collector = z.object({ id: z.string(), startedAt: z.number() });
const Ranges = z.array(z.object({ first: z.number(), last: z.number(), token: z.string() }));

const BOOK = namedKey("ledger", "");
const COLLECTOR = namedKey("collector", "");
/** After damage, seqs that were lost with the book are not given again. */
const SEQS_LEFT_OUT = 2 ** 24;

/** The key and value of the ledgers. */
export const bookOf = (ledgers: Ledgers, nextSeq: number): { key: Buffer; value: Buffer } => ({ key: BOOK, value: Buffer.from(JSON.stringify({ nextSeq, ...ledgers })) });

/** The key and value of the ranges that a table's inserts are planned for. */
export const planOf = (table: Table, ranges: readonly Range[]): { key: Buffer; value: Buffer } => ({ key: namedKey("plan", table), value: Buffer.from(JSON.stringify(ranges)) });

/** Records that the ledger counts as in the spool and that are not there: damage. */
export type Lost = { traces: number; logs: number };

/** Reads the state of a database just opened; a ledger that differs from the entries is made to agree, and `lost` says by how much. */
export async function loadState(level: Level, { limits, now, repaired }: { limits: SeenRequestLimits; now: number; repaired: boolean }): Promise<{ state: SpoolState; lost: Lost }> {
  const { waiting, counted, lastSeq } = await readWaiting(level);
  const book = parsed(Book, await level.get(BOOK));
  const ledgers: Ledgers = { traces: book?.traces ?? noLedger(), logs: book?.logs ?? noLedger() };
  const lost = { traces: agree(ledgers.traces, counted.traces), logs: agree(ledgers.logs, counted.logs) };
  const nextSeq = Math.max(book?.nextSeq ?? 1, lastSeq + 1) + (repaired ? SEQS_LEFT_OUT : 0);
  const { made, ...collector } = await readCollector(level, now);
  const state = { collector, isNew: made, ledgers, nextSeq, waiting, plans: await readPlans(level), requests: new SeenRequests(limits, await readRequests(level)) };
  const { key, value } = bookOf(ledgers, nextSeq);
  await level.put(key, value, { sync: true });
  return { state, lost };
}

/** Makes the ledger say what is in the spool. Returns how many records have vanished; those are dead letters without bytes. */
function agree(ledger: Ledger, counted: number): number {
  const vanished = Math.max(0, ledger.inSpool - counted);
  ledger.received += Math.max(0, counted - ledger.inSpool);
  ledger.deadLettered += vanished;
  ledger.inSpool = counted;
  return vanished;
}

async function readWaiting(level: Level): Promise<{ waiting: Record<Table, Waiting>; counted: Lost; lastSeq: number }> {
  const waiting = { spans: nothingWaiting(), log_records: nothingWaiting(), rejects: nothingWaiting() };
  const counted = { traces: 0, logs: 0 };
  let lastSeq = 0;
  const damaged: Buffer[] = [];
  for await (const [key, value] of level.iterator(keysOf("meta"))) {
    const { table, seq } = readEntryKey(key);
    lastSeq = Math.max(lastSeq, seq);
    const meta = decodeMeta(table, seq, value);
    if (meta === undefined) {
      damaged.push(key);
      continue;
    }
    const signal = SIGNAL_OF[table];
    if (signal !== undefined) counted[signal] += meta.counted;
    addWaiting(waiting[table], meta);
  }
  await level.batch(damaged.map((key) => ({ type: "del", key })));
  return { waiting, counted, lastSeq };
}

const nothingWaiting = (): Waiting => ({ entries: 0, rows: 0, bytes: 0, oldestAt: undefined, first: 0 });

/** Counts an entry that was added behind all others. */
export function addWaiting(waiting: Waiting, { rows, bytes, at, seq }: { rows: number; bytes: number; at: number; seq: number }): void {
  if (waiting.entries === 0) waiting.first = seq;
  waiting.entries += 1;
  waiting.rows += rows;
  waiting.bytes += bytes;
  waiting.oldestAt ??= at;
}

async function readCollector(level: Level, now: number): Promise<{ id: string; startedAt: number; made: boolean }> {
  const known = parsed(Collector, await level.get(COLLECTOR));
  if (known !== undefined) return { ...known, made: false };
  const collector = { id: randomUUID(), startedAt: now };
  await level.put(COLLECTOR, Buffer.from(JSON.stringify(collector)), { sync: true });
  return { ...collector, made: true };
}

async function readPlans(level: Level): Promise<Record<Table, Range[]>> {
  const plans: Record<Table, Range[]> = { spans: [], log_records: [], rejects: [] };
  for (const table of TABLES) plans[table] = parsed(Ranges, await level.get(planOf(table, []).key)) ?? [];
  return plans;
}

async function readRequests(level: Level): Promise<[string, SeenRequest][]> {
  const requests: [string, SeenRequest][] = [];
  for await (const [key, value] of level.iterator(keysOf("request"))) {
    const request = parsed(SeenRequest, value);
    if (request !== undefined) requests.push([readNamedKey(key), request]);
  }
  return requests;
}

/** What stands there; undefined when nothing does, or when it is damaged. */
function parsed<T>(schema: z.ZodType<T>, value: Buffer | undefined): T | undefined {
  if (value === undefined) return undefined;
  try {
    return schema.safeParse(JSON.parse(value.toString("utf8"))).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
