import { ByteBuffer, varintBytes } from "../byte-buffer.ts";
import type { Dictionary } from "../dictionary.ts";
import type { RowColumn } from "./column.ts";

/** The version of LowCardinality's serialisation: dictionaries that may be shared between blocks, with additional keys. */
const VERSION = 1;
/** The dictionary follows, and it holds for this block alone (`HasAdditionalKeys`, `NeedUpdateDictionary`). */
const OWN_DICTIONARY = 0x600;
// How wide the indexes are, and how many entries such an index can tell apart.
const [UINT8, UINT16, UINT32] = [0, 1, 2];
const [UINT8_ENTRIES, UINT16_ENTRIES] = [0x100, 0x1_0000];
const UINT64_BYTES = 8;
const FIRST_WORDS = 256;
const WORDS_KEPT = 8192;

/**
 * A column LowCardinality(String). Prefix: the version as UInt64. Data: index type | flags as UInt64, the number of dictionary
 * entries as UInt64, the entries as Strings, the number of rows as UInt64, an index into the dictionary for each row.
 */
export class LowCardinalityColumn implements RowColumn {
  private readonly words: Dictionary;
  /** For each row, the place of its entry in `entries`. */
  readonly rows = new ByteBuffer();
  /** This column's dictionary: numbers of words. */
  private readonly entries = new ByteBuffer();
  /** For each word, its place in `entries` plus one, or 0. */
  private places = new Uint32Array(FIRST_WORDS);

  constructor(words: Dictionary) {
    this.words = words;
  }

  /** Adds a row with this word. */
  add(word: number): void {
    const known = this.places[word] ?? 0;
    this.rows.uint32(known > 0 ? known - 1 : this.newPlaceOf(word));
  }

  /** The hash of the last row's word. */
  hashOfLast(): number {
    return this.words.hashOf(this.wordAt(this.rows.length - 4));
  }

  /** The word of the row at `at` bytes of `rows`. */
  wordAt(at: number): number {
    return this.entries.view.getUint32(4 * this.rows.view.getUint32(at, true), true);
  }

  mark(): void {
    this.rows.mark();
    this.entries.mark();
  }

  rollback(): void {
    this.rows.rollback();
    this.forgetEntriesFrom(this.entries.markedLength);
    this.entries.rollback();
  }

  repeat(times: number): void {
    this.rows.repeat(times);
  }

  size(): number {
    const rows = this.rows.length / 4;
    if (rows === 0) return UINT64_BYTES;
    let bytes = 4 * UINT64_BYTES + rows * 2 ** this.indexType();
    for (let at = 0; at < this.entries.length; at += 4) {
      const { length } = this.words.bytesOf(this.entries.view.getUint32(at, true));
      bytes += length + varintBytes(length);
    }
    return bytes;
  }

  writePrefix(out: ByteBuffer): void {
    out.uint64(VERSION, 0);
  }

  writeData(out: ByteBuffer): void {
    const rows = this.rows.length / 4;
    if (rows === 0) return;
    const indexType = this.indexType();
    out.uint64(OWN_DICTIONARY | indexType, 0);
    out.uint64(this.entries.length / 4, 0);
    for (let at = 0; at < this.entries.length; at += 4) {
      const bytes = this.words.bytesOf(this.entries.view.getUint32(at, true));
      out.varint(bytes.length);
      out.append(bytes);
    }
    out.uint64(rows, 0);
    this.writeIndexes(out, indexType);
  }

  clear(): void {
    if (this.places.length > WORDS_KEPT) this.places = new Uint32Array(FIRST_WORDS);
    else this.forgetEntriesFrom(0);
    this.rows.clear();
    this.entries.clear();
  }

  private indexType(): number {
    const entries = this.entries.length / 4;
    return entries <= UINT8_ENTRIES ? UINT8 : entries <= UINT16_ENTRIES ? UINT16 : UINT32;
  }

  private newPlaceOf(word: number): number {
    if (word >= this.places.length) {
      const places = new Uint32Array(2 * word);
      places.set(this.places);
      this.places = places;
    }
    this.entries.uint32(word);
    const place = this.entries.length / 4;
    this.places[word] = place;
    return place - 1;
  }

  private forgetEntriesFrom(start: number): void {
    for (let at = start; at < this.entries.length; at += 4) this.places[this.entries.view.getUint32(at, true)] = 0;
  }

  private writeIndexes(out: ByteBuffer, indexType: number): void {
    const { view, length } = this.rows;
    out.reserve((length / 4) * 2 ** indexType);
    const { view: target, length: start } = out;
    const width = 2 ** indexType;
    out.length += (length / 4) * width;
    if (indexType === UINT8) for (let at = 0; at < length; at += 4) target.setUint8(start + (at >> 2), view.getUint8(at));
    else if (indexType === UINT16) for (let at = 0; at < length; at += 4) target.setUint16(start + (at >> 1), view.getUint16(at, true), true);
    else out.bytes.set(this.rows.written(), start);
  }
}
