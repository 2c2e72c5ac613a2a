/** What a cell may hold; null is an empty cell. */
export type Cell = string | number | boolean | null;

/** Characters that make a spreadsheet take the cell for a formula. Source: OWASP, "CSV Injection"; the last four are their full-width forms. */
const FORMULA_START = /^[=+\-@\t\r\n＝＋－＠]/;
const NEEDS_QUOTES = /[",\r\n]|^\s|\s$/;

/**
 * One record of a CSV file as RFC 4180 has it, with its line end. A text that a spreadsheet would run as a formula gets an apostrophe
 * in front; numbers stay as they are.
 */
export const csvRecord = (cells: readonly Cell[]): string => `${cells.map(cellText).join(",")}\r\n`;

function cellText(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell !== "string") return String(cell);
  const safe = FORMULA_START.test(cell) ? `'${cell}` : cell;
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
