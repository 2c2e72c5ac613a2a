const FIRST_MS = 250;
const LONGEST_MS = 30_000;
/** A process that was up this long had recovered: its next death counts as the first. */
const STABLE_MS = 60_000;

/** How long to wait before the n-th restart in a row (n from 0), in milliseconds: min(30 s, 250 ms · 2^n). */
export function backOffMs(restarts: number): number {
  return Math.min(LONGEST_MS, FIRST_MS * 2 ** restarts);
}

/** How many restarts in a row there have been, now that a process has died after `upMs`. */
export function restartsInARow(before: number, upMs: number): number {
  return upMs >= STABLE_MS ? 0 : before;
}
