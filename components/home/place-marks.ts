import type { Change } from "@/lib/model/change.ts";

/** Rows of words above the strip; marks that find no room there stand in a row below them without words, and tell theirs when pointed at. */
const ROWS_MAX = 3;
/** Estimates for a strip of ordinary width: what is written in percent of it, whatever its width. */
const PERCENT_PER_CHARACTER = 0.6;
const MARK_PERCENT = 1.6;
const CHARACTERS_MAX = 32;
/** Beyond, words stand to the left of their mark, or they would leave the strip. */
const RIGHT_FROM_PERCENT = 72;

/** Where a change is marked on a strip of time. `index` is its place in the list. */
export interface PlacedMark {
  change: Change;
  index: number;
  leftPercent: number;
  row: number;
  hasWords: boolean;
  isRight: boolean;
}

/** Puts marks where their time is, and their words into the first row with room. Whatever finds none stands below all words. */
export function placeMarks(changes: readonly Change[], window: { from: string; to: string }): PlacedMark[] {
  const [from, to] = [Date.parse(window.from), Date.parse(window.to)];
  const taken: { left: number; right: number }[][] = Array.from({ length: ROWS_MAX }, () => []);
  return changes.map((change, index) => {
    const leftPercent = Math.max(0, Math.min(100, ((Date.parse(change.at) - from) / Math.max(1, to - from)) * 100));
    const isRight = leftPercent > RIGHT_FROM_PERCENT;
    const width = MARK_PERCENT + Math.min(CHARACTERS_MAX, change.subject.length + 1 + change.to.length) * PERCENT_PER_CHARACTER;
    const room = isRight ? { left: leftPercent - width, right: leftPercent + MARK_PERCENT } : { left: leftPercent - MARK_PERCENT, right: leftPercent + width };
    const row = taken.findIndex((others) => others.every((other) => room.right <= other.left || room.left >= other.right));
    if (row >= 0) taken[row]?.push(room);
    return { change, index, leftPercent, row: row < 0 ? ROWS_MAX : row, hasWords: row >= 0, isRight };
  });
}
