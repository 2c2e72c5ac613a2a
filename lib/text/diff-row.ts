/**
 * What became of a value on its way: gone, new, other, only its beginning, or at another place of its list. `absent`: the
 * contract requires it, and neither side has it.
 */
export const DIFF_MARKS = ["missing", "added", "changed", "truncated", "moved", "absent"] as const;
export type DiffMark = (typeof DIFF_MARKS)[number];
