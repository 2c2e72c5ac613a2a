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
  /** Bytes of the chunk. */
  bytes: number;
  /** When it came, Unix milliseconds. */
  at: number;
}

/** A chunk with what is needed after it was stored. */
export interface Entry extends EntryMeta {
  chunk: Buffer;
  traceIds: readonly string[];
}

/** The meta of a chunk that is put into the spool. */
export const metaOf = ({ table, format, rows, bytes }: Chunk, rest: { seq: number; duplicates: number; at: number }): EntryMeta =>
  ({ table, format, rows, bytes: bytes.length, counted: rows - rest.duplicates, seq: rest.seq, at: rest.at });

const META_BYTES = 29;
const CRC_BYTES = 4;

/** A meta's bytes on disk; LevelDB does not check what it reads from its tables, so each value has a CRC of its own. */
export function encodeMeta({ format, rows, counted, bytes, at }: EntryMeta): Buffer {
  const value = Buffer.alloc(META_BYTES);
  value.writeUInt8(FORMATS.indexOf(format), CRC_BYTES);
  value.writeUInt32BE(rows, 5);
  value.writeUInt32BE(counted, 9);
  value.writeDoubleBE(bytes, 13);
  value.writeDoubleBE(at, 21);
  value.writeUInt32BE(crc32(value.subarray(CRC_BYTES)));
  return value;
}

/** The meta of a key and its bytes; undefined when they are damaged. */
export function decodeMeta(table: Table, seq: number, value: Buffer): EntryMeta | undefined {
  if (value.length !== META_BYTES || value.readUInt32BE() !== crc32(value.subarray(CRC_BYTES))) return undefined;
  const format = FORMATS[value.readUInt8(CRC_BYTES)];
  if (format === undefined) return undefined;
  return { table, seq, format, rows: value.readUInt32BE(5), counted: value.readUInt32BE(9), bytes: value.readDoubleBE(13), at: value.readDoubleBE(21) };
}

const TraceIds = z.array(z.string());
const HEAD_BYTES = 12;

/** A chunk's bytes on disk: CRC of the rest, CRC of the chunk (so that it is worked out over the bytes as they came), length of the trace ids, those, the chunk. */
export function encodeValue(chunk: Uint8Array, traceIds: readonly string[]): Buffer {
  const ids = Buffer.from(JSON.stringify(traceIds));
  const value = Buffer.allocUnsafe(HEAD_BYTES + ids.length + chunk.length);
  value.writeUInt32BE(crc32(chunk), CRC_BYTES);
  value.writeUInt32BE(ids.length, 8);
  ids.copy(value, HEAD_BYTES);
  value.set(chunk, HEAD_BYTES + ids.length);
  value.writeUInt32BE(crc32(value.subarray(CRC_BYTES, HEAD_BYTES + ids.length)));
  return value;
}

/** The chunk and trace ids that `encodeValue` wrote; undefined when they are damaged. */
export function decodeValue(value: Buffer): { chunk: Buffer; traceIds: readonly string[] } | undefined {
  if (value.length < HEAD_BYTES) return undefined;
  const start = HEAD_BYTES + value.readUInt32BE(8);
  if (value.length < start || value.readUInt32BE() !== crc32(value.subarray(CRC_BYTES, start))) return undefined;
  const chunk = value.subarray(start);
  if (value.readUInt32BE(CRC_BYTES) !== crc32(chunk)) return undefined;
  return { chunk, traceIds: TraceIds.parse(JSON.parse(value.toString("utf8", HEAD_BYTES, start))) };
}
