import { isCard } from "./card.ts";

const CARD_LENGTHS = [13, 14, 15, 16, 17, 18, 19];
const CARD_CHARS_MAX = 24;
const PHONE_WITHOUT_PLUS = /^00[1-9][0-9]{0,2}[ -][0-9]{2,8}[ -][0-9]/;

/** A shorter run of digits, with spaces and hyphens between them, holds no number of a card or a telephone. */
export const NUMBER_CHARS_MIN = 9;

/**
 * Whether a run of digits, spaces and hyphens in raw bytes may hold the number of a card, or of a telephone without a plus. It may begin
 * after the first digit too, as that may be the length of a text, and end before the last ones.
 */
export function mayHoldNumber(run: string): boolean {
  const starts = [0, 1, ...Array.from(run.matchAll(/[ -]/g), (match) => match.index + 1)];
  return starts.some((start) => {
    const near = run.slice(start, start + CARD_CHARS_MAX);
    const digits = near.replace(/[ -]/g, "");
    return PHONE_WITHOUT_PLUS.test(near) || CARD_LENGTHS.some((length) => digits.length >= length && isCard(digits.slice(0, length)));
  });
}
