import { textSide, textSides, type ComparisonRow } from "./comparison-row.ts";
import type { DiffMark } from "./diff-row.ts";
import { countMarks, type Comparison, type ComparisonSummary } from "./comparison.ts";
import { diffText, linesAlone, type TextDiff, type TextLine } from "./text-diff.ts";

const LENGTH_MAX = 800;
const MATCHES_MAX = 5000;

/** Two texts compared line by line, or one that stands alone. */
export function compareLines(sent: string | undefined, received: string | undefined, unreadable: ComparisonSummary["unreadable"]): Comparison {
  const isOneSided = sent === undefined || received === undefined;
  const { lines, same, complete } = isOneSided ? alone(sent, received) : diffText(sent, received);
  const differing = lines.flatMap((line, index) => (line.mark === undefined ? [] : [index]));
  let matches: number[] = [];
  return {
    summary: { kind: "text", isOneSided, counts: countMarks(lines.flatMap((line): DiffMark[] => (line.mark === undefined ? [] : [line.mark]))), same, isComplete: complete, unreadable },
    count: (view) => (view === "changes" ? differing.length : lines.length),
    rows: (view, from, to) => (view === "changes" ? differing.slice(from, to) : Array.from({ length: Math.max(0, Math.min(to, lines.length) - from) }, (_, index) => from + index)).flatMap((index) => rowOf(lines[index], index)),
    toggle: () => undefined,
    rowOfDifference: (view, number) => (view === "changes" ? (number < differing.length ? number : -1) : (differing[number] ?? -1)),
    rowOfPointer: () => -1,
    find: (words) => {
      matches = words === "" ? [] : lines.flatMap((line, index) => (holds(line, words.toLowerCase()) ? [index] : [])).slice(0, MATCHES_MAX);
      return matches.length;
    },
    rowOfMatch: (number) => matches[number] ?? -1,
    valueOf: (id, side) => lines[Number(id)]?.[side] ?? "",
  };
}

function alone(sent: string | undefined, received: string | undefined): TextDiff {
  const lines = linesAlone(sent ?? received ?? "");
  const told = sent === undefined ? lines.map((line) => ({ ...line, line: undefined, receivedLine: line.line, sent: undefined, received: line.sent })) : lines;
  return { lines: told, same: lines.length, complete: true };
}

function rowOf(line: TextLine | undefined, index: number): ComparisonRow[] {
  if (line === undefined) return [];
  const { sent, received, mark } = line;
  const sides = sent === undefined || received === undefined || sent === received ? { sent: textSide(sent, LENGTH_MAX), received: textSide(received, LENGTH_MAX) } : textSides(sent, received, LENGTH_MAX);
  const [at, otherAt] = [String(line.line ?? line.receivedLine ?? ""), line.line !== undefined && line.receivedLine !== undefined && line.line !== line.receivedLine ? String(line.receivedLine) : ""];
  return [{ id: String(index), at, otherAt, key: "", depth: 0, kind: "line", mark, within: 0, isOpen: undefined, inside: 0, ...sides, cutAt: mark === "truncated" ? received?.length : undefined, contract: [], findings: [] }];
}

const holds = ({ sent, received }: TextLine, words: string): boolean => sent?.toLowerCase().includes(words) === true || (received !== sent && received?.toLowerCase().includes(words) === true);
