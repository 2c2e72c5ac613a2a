import { createHash } from "node:crypto";

const SEED = "seamscope-demo-1";

/** Chance with a fixed seed: the same question about the same thing always falls the same way, so every run tells one story. */
export interface Dice {
  /** From 0 up to, but not including, 1. */
  next(): number;
  chance(probability: number): boolean;
  /** A whole number, both ends included. */
  between(low: number, high: number): number;
  pick<Item>(items: readonly [Item, ...Item[]]): Item;
  /** Log-normal and whole, as waiting and working times are: half of the values lie below the median, few far above. */
  around(median: number, spread?: number): number;
}

/** The dice for one thing; `about` names it. */
export function diceFor(about: string): Dice {
  let state = createHash("sha256").update(`${SEED} ${about}`).digest().readUInt32LE(0);
  const next = () => {
    // Mulberry32: 32 bits of state are plenty for a story.
    state = (state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  return {
    next,
    between,
    chance: (probability) => next() < probability,
    pick: (items) => items[between(0, items.length - 1)] ?? items[0],
    around: (median, spread = 0.5) => Math.round(median * Math.exp(spread * normal(next))),
  };
}

/** Box-Muller, cut at three sigma: no single draw may run away with the day. */
function normal(next: () => number): number {
  const drawn = Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  return Math.max(-3, Math.min(3, drawn));
}
