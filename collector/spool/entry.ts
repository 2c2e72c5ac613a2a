import { crc32 } from "node:zlib";
import { z } from "zod";
import type { Chunk } from "../prepare/prepared.ts";

/** The tables the spool keeps chunks for; a table's place here is its number on disk, so the order never changes. */
export const TABLES = ["spans", "log_records", "rejects"] as const;
const FORMATS = ["Native", "JSONEachRow"] as const;
export type Table = (typeof TABLES)[number];
type Format = (typeof FORMATS)[number];

/** Whose ledger a table's rows are in; rejects are in none, since the records they tell of are counted as rejected already. */
export const SIGNAL_OF = { spans: "traces", log_records: "logs", rejects: undefined } as const;

/** A chunk in the spool, as all but its bytes tell it. */
export interface EntryMeta {
  table: Table;
  /** Grows from entry to entry, over all tables. */
  seq: number;
  format: Format;
  rows: number;
  /** Rows the ledger counts as in the spool: those that are not counted as deduplicated. */
  counted: number;
  /** Bytes of the chunk, and their CRC-32. */
  bytes: number;
  crc: number;
  /** When it came, Unix milliseconds. */
  at: number;
  /** The traces that have grown once it is stored. */
  traceIds: readonly string[];
}

/** An entry with its bytes. */
export interface Entry extends EntryMeta {
  chunk: Uint8Array;
}

/** The meta of a chunk that is put into the spool. */
export const metaOf = ({ table, format, rows, bytes }: Chunk, rest: { seq: number; duplicates: number; at: number; traceIds: readonly string[] }): EntryMeta =>
  ({ table, format, rows, bytes: bytes.length, crc: crc32(bytes), counted: rows - rest.duplicates, seq: rest.seq, at: rest.at, traceIds: rest.traceIds });

const CRC_BYTES = 4;
const HEAD_BYTES = 33;
const TraceIds = z.array(z.string());

/**
 * A meta's bytes on disk: its CRC, the numbers, the trace ids. LevelDB does not check what it reads from its tables, so both keys of an
 * entry have a CRC of their own; that of the chunk is here, so that its bytes are written as they came.
 */
export function encodeMeta({ format, rows, counted, bytes, crc, at, traceIds }: EntryMeta): Buffer {
  const ids = Buffer.from(JSON.stringify(traceIds));
  const value = Buffer.alloc(HEAD_BYTES + ids.length);
  value.writeUInt8(FORMATS.indexOf(format), CRC_BYTES);
  value.writeUInt32BE(rows, 5);
  value.writeUInt32BE(counted, 9);
  value.writeDoubleBE(bytes, 13);
  value.writeDoubleBE(at, 21);
  value.writeUInt32BE(crc, 29);
  ids.copy(value, HEAD_BYTES);
  value.writeUInt32BE(crc32(value.subarray(CRC_BYTES)));
  return value;
}

/** The meta of a key and its bytes; undefined when they are damaged. */
export function decodeMeta(table: Table, seq: number, value: Buffer): EntryMeta | undefined {
  if (value.length < HEAD_BYTES || value.readUInt32BE() !== crc32(value.subarray(CRC_BYTES))) return undefined;
  const format = FORMATS[value.readUInt8(CRC_BYTES)];
  if (format === undefined) return undefined;
  const traceIds = TraceIds.parse(JSON.parse(value.toString("utf8", HEAD_BYTES)));
  return { table, seq, format, rows: value.readUInt32BE(5), counted: value.readUInt32BE(9), bytes: value.readDoubleBE(13), at: value.readDoubleBE(21), crc: value.readUInt32BE(29), traceIds };
}

/** Whether these are the bytes the meta is of. */
export const isWhole = (meta: EntryMeta, chunk: Uint8Array): boolean => chunk.length === meta.bytes && crc32(chunk) === meta.crc;
