const PRIME_1 = 0x9e3779b1;
const PRIME_2 = 0x85ebca77;
const PRIME_3 = 0xc2b2ae3d;

/** One step of a hash: every bit of `word` and of `hash` has its part in the result. After xxHash32's round. */
export function hashWord(hash: number, word: number): number {
  const mixed = Math.imul(hash ^ word, PRIME_1);
  return (mixed << 13) | (mixed >>> 19);
}

/** Spreads what a hash has gathered over all its bits (the avalanche of xxHash32). */
export function finishHash(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 15), PRIME_2);
  mixed = Math.imul(mixed ^ (mixed >>> 13), PRIME_3);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** A hash of bytes `start` up to `end`, begun with `seed`. */
export function hashBytes(view: DataView, start: number, end: number, seed: number): number {
  let hash = seed ^ (end - start);
  let at = start;
  for (; at + 4 <= end; at += 4) hash = hashWord(hash, view.getUint32(at, true));
  for (; at < end; at += 1) hash = hashWord(hash, view.getUint8(at));
  return hash;
}

/** As `hashBytes` and for long stretches: four hashes side by side, so that a processor need not wait for one step to end. */
export function hashLong(view: DataView, start: number, end: number, seed: number): number {
  let a = seed;
  let b = seed ^ PRIME_1;
  let c = seed ^ PRIME_2;
  let d = seed ^ PRIME_3;
  if (end - start < 32) return hashBytes(view, start, end, seed);
  let at = start;
  for (; at + 16 <= end; at += 16) {
    a = hashWord(a, view.getUint32(at, true));
    b = hashWord(b, view.getUint32(at + 4, true));
    c = hashWord(c, view.getUint32(at + 8, true));
    d = hashWord(d, view.getUint32(at + 12, true));
  }
  return hashBytes(view, at, end, hashWord(hashWord(hashWord(a, b), c), d) ^ (end - start));
}
