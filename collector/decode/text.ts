import type { Intake } from "./intake.ts";
import { cutText } from "./limits.ts";

/** The text, cut to the limit. */
export function withinLimit(text: string, charsMax: number, intake: Intake): string {
  if (text.length <= charsMax) return text;
  intake.warn("text_length");
  return cutText(text, charsMax);
}

/** A copy of the bytes, cut to the limit. */
export function bytesWithinLimit(bytes: Uint8Array, bytesMax: number, intake: Intake): Uint8Array {
  if (bytes.length > bytesMax) intake.warn("text_length");
  return bytes.slice(0, bytesMax);
}

/** The text with U+FFFD for every lone surrogate, which UTF-8 cannot carry. */
export function wellFormed(text: string, intake: Intake): string {
  if (text.isWellFormed()) return text;
  intake.warn("utf8");
  return text.toWellFormed();
}
