import { TABLES, type Table } from "./entry.ts";

// One letter for what a key is of; entries of a table sort by their seq.
const LETTERS = { meta: 109, value: 118, request: 100, plan: 112, replayed: 114, ledger: 108, collector: 99 } as const;
type Kind = keyof typeof LETTERS;
const SEQ_BYTES = 6;

/** The key of an entry's meta or value. */
export function entryKey(kind: "meta" | "value", table: Table, seq: number): Buffer {
  const key = Buffer.alloc(2 + SEQ_BYTES);
  key.writeUInt8(LETTERS[kind]);
  key.writeUInt8(TABLES.indexOf(table), 1);
  key.writeUIntBE(seq, 2, SEQ_BYTES);
  return key;
}

/** The table and seq of a key that `entryKey` made. */
export function readEntryKey(key: Buffer): { table: Table; seq: number } {
  const table = TABLES[key.readUInt8(1)];
  if (table === undefined) throw new Error(`the spool has an entry of an unknown table: ${key.toString("hex")}`);
  return { table, seq: key.readUIntBE(2, SEQ_BYTES) };
}

/** The key of what is named by a text. */
export const namedKey = (kind: Exclude<Kind, "meta" | "value">, name: string): Buffer => Buffer.concat([Buffer.of(LETTERS[kind]), Buffer.from(name)]);

/** The name in a key that `namedKey` made. */
export const readNamedKey = (key: Buffer): string => key.toString("utf8", 1);

/** All keys of one kind, as bounds of an iterator. */
export const keysOf = (kind: Kind): { gte: Buffer; lt: Buffer } => ({ gte: Buffer.of(LETTERS[kind]), lt: Buffer.of(LETTERS[kind] + 1) });

/** The metas of a table from one seq to another, both included. */
export const metasBetween = (table: Table, first: number, last: number): { gte: Buffer; lte: Buffer } =>
  ({ gte: entryKey("meta", table, first), lte: entryKey("meta", table, last) });

/** The largest seq that fits into a key. */
export const SEQ_MAX = 2 ** 48 - 1;
