import { flatText, flatten, spokenTextsIn } from "./texts-in.ts";

/** A shorter text ("ok", "done") occurs in too many inputs by chance. */
const TEXT_LENGTH_MIN = 8;
/** Words in a shingle, and the share of shingles that must reappear when the text was shortened or re-worded on its way. */
const SHINGLE_WORDS = 4;
const SHINGLE_SHARE_MIN = 0.5;
const SHINGLES_MIN = 4;

/**
 * Whether what one agent said is found in what the next one was given. What the first agent had itself been given does not
 * count: both may simply share the user's message.
 */
export const flowsInto = (output: string, ownInput: string, nextInput: string): boolean => reappears(ownTexts(output, ownInput), flatText(nextInput));

/** What an agent said of its own, flattened: texts that are long enough to be told apart and were not given to it. */
export function ownTexts(output: string, ownInput: string): string[] {
  const before = flatText(ownInput);
  return spokenTextsIn(output).map(flatten).filter((text) => text.length >= TEXT_LENGTH_MIN && !before.includes(text));
}

/** Whether one of these texts stands in a flattened one, word for word or for the better part. */
export const reappears = (texts: readonly string[], after: string): boolean => texts.some((text) => after.includes(text) || shinglesReappear(text, after));

function shinglesReappear(text: string, after: string): boolean {
  const shingles = shinglesOf(text);
  if (shingles.length < SHINGLES_MIN) return false;
  return shingles.filter((shingle) => after.includes(shingle)).length / shingles.length >= SHINGLE_SHARE_MIN;
}

function shinglesOf(text: string): string[] {
  const words = text.split(" ");
  return words.slice(0, Math.max(0, words.length - SHINGLE_WORDS + 1)).map((_, index) => words.slice(index, index + SHINGLE_WORDS).join(" "));
}
