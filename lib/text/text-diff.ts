import { diffArrays } from "diff";
import type { DiffRow } from "./diff-row.ts";

/** More edits than this and the two are other texts, not versions of one; it also bounds the time, which grows with its square. */
const EDITS_MAX = 1500;

/** Differences line by line; line numbers are those of the sent text. */
export function diffText(sent: string, received: string): { rows: DiffRow[]; same: number; complete: boolean } {
  if (sent === received) return { rows: [], same: lineCount(sent), complete: true };
  if (received !== "" && sent.startsWith(received)) {
    const line = lineCount(received);
    return { rows: [{ at: `line ${line}`, mark: "truncated", sent: sent.slice(lastLineStart(received)), received: received.slice(lastLineStart(received)) }], same: line - 1, complete: true };
  }
  const before = sent.split("\n");
  const after = received.split("\n");
  const head = commonHead(before, after);
  const tail = commonTail(before, after, head);
  const from = before.slice(head, before.length - tail);
  const to = after.slice(head, after.length - tail);
  const changes = diffArrays(from, to, { maxEditLength: EDITS_MAX });
  if (changes === undefined) {
    const row: DiffRow = { at: `line ${head + 1}`, mark: "changed", sent: from.join("\n"), received: to.join("\n") };
    return { rows: [row], same: head + tail, complete: false };
  }
  return { ...rowsOf(changes, head), complete: true, same: head + tail + sameWithin(changes) };
}

type Changes = { added: boolean; removed: boolean; value: string[] }[];

/** A run of removed lines followed by a run of added ones is read as lines that changed. */
function rowsOf(changes: Changes, head: number): { rows: DiffRow[] } {
  const rows: DiffRow[] = [];
  let line = head + 1;
  for (const [index, change] of changes.entries()) {
    if (!change.added && !change.removed) line += change.value.length;
    if (change.removed) {
      const next = changes[index + 1];
      const added = next?.added === true ? next.value : [];
      for (const [offset, text] of change.value.entries()) rows.push(lineRow(line + offset, text, added[offset]));
      for (const text of added.slice(change.value.length)) rows.push(lineRow(line + change.value.length, undefined, text));
      line += change.value.length;
    } else if (change.added && changes[index - 1]?.removed !== true) {
      for (const text of change.value) rows.push(lineRow(line, undefined, text));
    }
  }
  return { rows };
}

function lineRow(line: number, sent: string | undefined, received: string | undefined): DiffRow {
  const row = { at: `line ${line}`, sent: sent ?? null, received: received ?? null };
  if (sent === undefined) return { ...row, mark: "added" };
  return { ...row, mark: received === undefined ? "missing" : "changed" };
}

function sameWithin(changes: Changes): number {
  return changes.reduce((sum, change) => sum + (change.added || change.removed ? 0 : change.value.length), 0);
}

function commonHead(a: readonly string[], b: readonly string[]): number {
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  return head;
}

function commonTail(a: readonly string[], b: readonly string[], head: number): number {
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a.at(-1 - tail) === b.at(-1 - tail)) tail += 1;
  return tail;
}

function lineCount(text: string): number {
  let lines = 1;
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) lines += 1;
  return lines;
}

function lastLineStart(text: string): number {
  return text.lastIndexOf("\n") + 1;
}
