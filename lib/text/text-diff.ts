import { diffArrays } from "diff";
import type { DiffMark } from "./diff-row.ts";

/** More edits than this and the two are other texts, not versions of one; it also bounds the time, which grows with its square. */
const EDITS_MAX = 1500;

/** A line of one side or of both, by its number (from 1); several lines where the two have too little in common. */
export interface TextLine {
  line: number | undefined;
  receivedLine: number | undefined;
  mark: DiffMark | undefined;
  sent: string | undefined;
  received: string | undefined;
}

/** All lines in the order of the sent text. `complete` is false when the comparison stopped, and one line stands for everything between. */
export interface TextDiff {
  lines: TextLine[];
  same: number;
  complete: boolean;
}

/** Two texts line by line. */
export function diffText(sent: string, received: string): TextDiff {
  const [before, after] = [sent.split("\n"), received.split("\n")];
  const head = commonHead(before, after);
  if (received !== "" && sent !== received && sent.startsWith(received)) return cutOff(before, after);
  const tail = commonTail(before, after, head);
  const from = before.slice(head, before.length - tail);
  const to = after.slice(head, after.length - tail);
  const changes = diffArrays(from, to, { maxEditLength: EDITS_MAX });
  const between = changes === undefined ? [lineOf(head, from.join("\n"), head, to.join("\n"))] : changedLines(changes, head);
  const lines = [
    ...before.slice(0, head).map((text, index) => lineOf(index, text, index, text)),
    ...between,
    ...before.slice(before.length - tail).map((text, index) => lineOf(before.length - tail + index, text, after.length - tail + index, text)),
  ];
  return { lines, same: lines.filter((line) => line.mark === undefined).length, complete: changes !== undefined };
}

/** The lines of a text that has nothing to be compared with. */
export const linesAlone = (text: string): TextLine[] =>
  text.split("\n").map((one, index) => ({ line: index + 1, receivedLine: undefined, mark: undefined, sent: one, received: undefined }));

/** Only the beginning came: up to the line in which it ends all are the same, and that line stands with the rest. */
function cutOff(before: readonly string[], after: readonly string[]): TextDiff {
  const last = after.length - 1;
  const equal = after.slice(0, last).map((text, index) => lineOf(index, text, index, text));
  const rest: TextLine = { line: last + 1, receivedLine: last + 1, mark: "truncated", sent: before.slice(last).join("\n"), received: after[last] ?? "" };
  return { lines: [...equal, rest], same: equal.length, complete: true };
}

type Changes = { added: boolean; removed: boolean; value: string[] }[];

/** A run of removed lines followed by a run of added ones is read as lines that changed. */
function changedLines(changes: Changes, head: number): TextLine[] {
  const lines: TextLine[] = [];
  let [from, to] = [head, head];
  for (const [index, { added, removed, value }] of changes.entries()) {
    if (added && changes[index - 1]?.removed === true) continue;
    const follower = removed ? changes[index + 1] : undefined;
    const gone = added ? [] : value;
    const came = added || !removed ? value : follower?.added === true ? follower.value : [];
    for (let offset = 0; offset < Math.max(gone.length, came.length); offset += 1) lines.push(lineOf(from + offset, gone[offset], to + offset, came[offset]));
    from += gone.length;
    to += came.length;
  }
  return lines;
}

function lineOf(index: number, sent: string | undefined, receivedIndex: number, received: string | undefined): TextLine {
  const mark = sent === received ? undefined : sent === undefined ? "added" : received === undefined ? "missing" : "changed";
  return { line: sent === undefined ? undefined : index + 1, receivedLine: received === undefined ? undefined : receivedIndex + 1, mark, sent, received };
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
