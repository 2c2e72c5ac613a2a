import type { DiffMark } from "@/lib/text/diff-row.ts";

/** What became of a value, as a sign and a word. */
export const DIFF_WORDS: Record<DiffMark, { sign: string; word: string; meaning: string }> = {
  missing: { sign: "−", word: "missing", meaning: "Sent, and not received" },
  added: { sign: "+", word: "added", meaning: "Received, and not sent" },
  changed: { sign: "≠", word: "changed", meaning: "Received with another value" },
  truncated: { sign: "⊣", word: "truncated", meaning: "Only its beginning was received" },
  moved: { sign: "↕", word: "moved", meaning: "At another place of its list" },
  absent: { sign: "∅", word: "absent", meaning: "The contract requires it, and neither side has it" },
};
