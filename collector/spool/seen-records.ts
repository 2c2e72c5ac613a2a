/** Words of a fingerprint. */
const WORDS = 2;
// A table that is fuller than half is slow to search, one that is quite full never ends.
const FILL = 0.5;
const FILL_MAX = 0.9;

/**
 * The fingerprints of the records that came last, in a fixed number of bytes: two hash tables, of which the older one is emptied
 * when the younger one is half full. So at least the last `records`, and at most twice as many, are known.
 */
export class SeenRecords {
  private readonly slots: number;
  private young: Uint32Array;
  private old: Uint32Array;
  private filled = 0;
  /** Slots filled since the last `keep`, to be emptied by `forget`. */
  private fresh: number[] = [];

  constructor(records: number) {
    this.slots = 2 ** Math.ceil(Math.log2(Math.max(2, records / FILL)));
    this.young = new Uint32Array(this.slots * WORDS);
    this.old = new Uint32Array(this.slots * WORDS);
  }

  /** How many of these have been seen before, or come twice in them; all of them are seen now, until `forget`. */
  countKnown(fingerprints: Uint32Array): number {
    let known = 0;
    for (let index = 0; index + 1 < fingerprints.length; index += WORDS) {
      // Both words 0 mean an empty slot.
      const first = fingerprints[index] ?? 0;
      const second = (fingerprints[index + 1] ?? 0) || 1;
      if (this.has(this.old, first, second) || !this.add(first, second)) known += 1;
    }
    return known;
  }

  /** What was seen since the last `keep` or `forget` stays seen. */
  keep(): void {
    this.fresh = [];
    if (this.filled < this.slots * FILL) return;
    [this.young, this.old] = [this.old.fill(0), this.young];
    this.filled = 0;
  }

  /** What was seen since the last `keep` was not kept after all. */
  forget(): void {
    // Each slot was the first empty one when it was filled, so emptying them breaks no chain of others.
    for (const slot of this.fresh) this.young.fill(0, slot, slot + WORDS);
    this.filled -= this.fresh.length;
    this.fresh = [];
  }

  private add(first: number, second: number): boolean {
    const slot = this.find(this.young, first, second);
    if (this.young[slot + 1] !== 0) return false;
    if (this.filled >= this.slots * FILL_MAX) return true;
    this.young[slot] = first;
    this.young[slot + 1] = second;
    this.filled += 1;
    this.fresh.push(slot);
    return true;
  }

  private has(table: Uint32Array, first: number, second: number): boolean {
    return table[this.find(table, first, second) + 1] !== 0;
  }

  /** Where it is, or the empty slot where it would go. */
  private find(table: Uint32Array, first: number, second: number): number {
    let slot = ((first ^ second) & (this.slots - 1)) * WORDS;
    while (table[slot + 1] !== 0 && (table[slot] !== first || table[slot + 1] !== second)) slot = (slot + WORDS) % table.length;
    return slot;
  }
}
