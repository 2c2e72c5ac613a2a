/** What became of a value on its way: gone, new, other, or only its beginning. */
export type DiffMark = "missing" | "added" | "changed" | "truncated";

/** One difference. `at` is a JSON pointer or a line number; a value that is not there is null. */
export interface DiffRow {
  at: string;
  mark: DiffMark;
  sent: string | null;
  received: string | null;
}
