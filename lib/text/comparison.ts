import type { ComparisonRow } from "./comparison-row.ts";
import { DIFF_MARKS, type DiffMark } from "./diff-row.ts";

/** A payload as far as it is compared; null where nobody recorded it. */
export interface Body {
  body: string;
  mediaType: "application/json" | "text/plain";
}

/** Both sides of a handoff, what its contract says and what was found. Of the findings only the pointer counts here. */
export interface ComparisonInput {
  sent: Body | null;
  received: Body | null;
  /** JSON Schema of the payload as text; "" when there is none. */
  schema: string;
  /** What else the contract says of a place, such as that it is sensitive. */
  notes: readonly { pointer: string; words: string }[];
  /** JSON pointers of the findings, by their number. */
  findings: readonly string[];
}

/** What came out of a comparison, in numbers. */
export interface ComparisonSummary {
  kind: "json" | "text";
  /** Only one side is there, so that nothing differs. */
  isOneSided: boolean;
  counts: Record<DiffMark, number>;
  /** Equal values or lines. */
  same: number;
  /** False when the two have so little in common that the comparison stopped. */
  isComplete: boolean;
  /** A side that claims to be JSON and is not. */
  unreadable: readonly ("sent" | "received")[];
}

/** Only what differs and what has findings, or all of it as far as it was opened. */
export type ComparisonView = "changes" | "all";

/** A finished comparison, asked row by row. Numbers of rows change when something is opened. */
export interface Comparison {
  summary: ComparisonSummary;
  count: (view: ComparisonView) => number;
  rows: (view: ComparisonView, from: number, to: number) => ComparisonRow[];
  toggle: (row: number) => void;
  /** The row of a difference by its number, opened where it is hidden; -1 when there are not so many. */
  rowOfDifference: (view: ComparisonView, number: number) => number;
  /** The row of a JSON pointer or of the nearest place above it; -1 when the payload is no JSON. */
  rowOfPointer: (view: ComparisonView, pointer: string) => number;
  /** Looks for a text in names and values, however it is capitalised; the places found, up to a bound. */
  find: (words: string) => number;
  /** The row of a place found, in the whole. */
  rowOfMatch: (number: number) => number;
  /** A value as text, in whole. */
  valueOf: (id: string, side: "sent" | "received") => string;
}

/** How often each mark stands in a list. */
export function countMarks(marks: readonly DiffMark[]): Record<DiffMark, number> {
  const counts: Record<DiffMark, number> = { missing: 0, added: 0, changed: 0, truncated: 0, moved: 0, absent: 0 };
  for (const mark of marks) counts[mark] += 1;
  return counts;
}

/** All differences of a comparison. */
export const differencesIn = ({ counts }: Pick<ComparisonSummary, "counts">): number => DIFF_MARKS.reduce((sum, mark) => sum + counts[mark], 0);
