import { isUtf8 } from "node:buffer";
import { ByteBuffer } from "./byte-buffer.ts";
import { finishHash, hashBytes } from "./hash-bytes.ts";

const FIRST_SLOTS = 1024;
/** Slots that may be looked at for one word. More are needed only when somebody makes words with the same hash. */
const PROBES_MAX = 128;
const SEED = 0x5ea5c09e;
const [DIGIT_0, DIGIT_9] = [0x30, 0x39];
const EMPTY = 0xffff_ffff;

// The parts of an entry, in bytes from its start.
const [OFFSET, LENGTH, HASH, FLAGS, NEXT, ENTRY_BYTES] = [0, 4, 8, 12, 16, 20];
const IS_UTF8 = 1;
const IS_PLAIN = 2;

/**
 * The different byte strings of a block, each with a number: open addressing over a hash of all their bytes. Columns keep the
 * numbers, so that a key or a name is looked at once however many columns it stands in.
 */
export class Dictionary {
  private readonly store = new ByteBuffer();
  private readonly entries = new ByteBuffer();
  private slots = new Uint32Array(FIRST_SLOTS).fill(EMPTY);
  size = 0;

  /** The number of these bytes, a new one if they are new. */
  idOf(view: DataView, start: number, length: number): number {
    const hash = finishHash(hashBytes(view, start, start + length, SEED));
    const mask = this.slots.length - 1;
    let slot = hash & mask;
    for (let probe = 0; probe < PROBES_MAX; probe += 1) {
      const id = this.slots[slot] ?? EMPTY;
      if (id === EMPTY) return this.add(view, start, length, hash, slot);
      if (this.hashOf(id) === hash && this.equals(id, view, start, length)) return id;
      slot = (slot + 1) & mask;
    }
    return this.add(view, start, length, hash, -1);
  }

  /** As `idOf`, and quicker where these bytes came after word `previous` the last time, too: keys mostly come in one order. */
  idAfter(previous: number, view: DataView, start: number, length: number): number {
    const next = previous * ENTRY_BYTES + NEXT;
    const guess = this.entries.view.getUint32(next, true);
    if (guess < this.size && this.equals(guess, view, start, length)) return guess;
    const id = this.idOf(view, start, length);
    this.entries.view.setUint32(next, id, true);
    return id;
  }

  /** Whether entry `id` is these bytes. */
  equals(id: number, view: DataView, start: number, length: number): boolean {
    const entry = id * ENTRY_BYTES;
    if (this.entries.view.getUint32(entry + LENGTH, true) !== length) return false;
    const offset = this.entries.view.getUint32(entry + OFFSET, true);
    const own = this.store.view;
    if (length < 4) return sameBytes(own, offset, view, start, length);
    const last = length - 4;
    for (let at = 0; at < last; at += 4) {
      if (own.getUint32(offset + at, true) !== view.getUint32(start + at, true)) return false;
    }
    return own.getUint32(offset + last, true) === view.getUint32(start + last, true);
  }

  /** A hash of the entry's bytes that does not depend on the block. */
  hashOf(id: number): number {
    return this.entries.view.getUint32(id * ENTRY_BYTES + HASH, true);
  }

  /** Whether the entry is UTF-8 all through. */
  isText(id: number): boolean {
    return (this.entries.view.getUint32(id * ENTRY_BYTES + FLAGS, true) & IS_UTF8) !== 0;
  }

  /**
   * Whether the entry, as a key, needs no care: it is UTF-8, has no number beside this one, and does not begin with a digit.
   * JavaScript's objects put keys such as "7" before all others, and so does `toColumns`.
   */
  isPlainKey(id: number): boolean {
    return (this.entries.view.getUint32(id * ENTRY_BYTES + FLAGS, true) & IS_PLAIN) !== 0;
  }

  /** The entry's bytes, to be read at once. */
  bytesOf(id: number): Uint8Array {
    const entry = id * ENTRY_BYTES;
    const offset = this.entries.view.getUint32(entry + OFFSET, true);
    return this.store.bytes.subarray(offset, offset + this.entries.view.getUint32(entry + LENGTH, true));
  }

  clear(): void {
    this.store.clear();
    this.entries.clear();
    this.size = 0;
    if (this.slots.length > FIRST_SLOTS) this.slots = new Uint32Array(FIRST_SLOTS);
    this.slots.fill(EMPTY);
  }

  /** Adds an entry; with no slot it is a number that no look-up finds again. */
  private add(view: DataView, start: number, length: number, hash: number, slot: number): number {
    const bytes = new Uint8Array(view.buffer, view.byteOffset + start, length);
    const isText = isUtf8(bytes);
    const first = length > 0 ? view.getUint8(start) : 0;
    const isPlain = isText && slot >= 0 && (first < DIGIT_0 || first > DIGIT_9);
    this.entries.uint32(this.store.length);
    this.entries.uint32(length);
    this.entries.uint32(hash);
    this.entries.uint32((isText ? IS_UTF8 : 0) | (isPlain ? IS_PLAIN : 0));
    this.entries.uint32(EMPTY);
    this.store.append(bytes);
    const id = this.size;
    this.size += 1;
    if (slot >= 0) this.slots[slot] = id;
    if (2 * this.size > this.slots.length) this.rehash();
    return id;
  }

  /** Four times the slots. A word that finds no place near its own is not found again, so it cannot be a plain key any more. */
  private rehash(): void {
    const listed = this.slots.filter((id) => id !== EMPTY);
    const mask = 4 * this.slots.length - 1;
    this.slots = new Uint32Array(mask + 1).fill(EMPTY);
    for (const id of listed) {
      let slot = this.hashOf(id) & mask;
      let probe = 0;
      for (; probe < PROBES_MAX && this.slots[slot] !== EMPTY; probe += 1) slot = (slot + 1) & mask;
      if (probe < PROBES_MAX) this.slots[slot] = id;
      else this.entries.view.setUint32(id * ENTRY_BYTES + FLAGS, this.isText(id) ? IS_UTF8 : 0, true);
    }
  }
}

function sameBytes(a: DataView, aStart: number, b: DataView, bStart: number, length: number): boolean {
  for (let at = 0; at < length; at += 1) if (a.getUint8(aStart + at) !== b.getUint8(bStart + at)) return false;
  return true;
}
