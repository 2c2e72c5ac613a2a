import { pointerTokens } from "@/lib/model/json-pointer.ts";
import { isOpenable, jsonSides, wholeText, type ComparisonRow } from "./comparison-row.ts";
import type { DiffMark } from "./diff-row.ts";
import { ExactNumber, type JsonValue } from "./exact-json.ts";
import { diffJson, markOf, type Difference } from "./json-diff.ts";
import { idOf, pairsIn, pointerOf, rootPair, type Pair } from "./json-pairs.ts";
import { canOpen, growTree, pathTo, type TreeNode } from "./json-tree.ts";
import { countMarks, type Comparison, type ComparisonInput } from "./comparison.ts";
import { NO_SCHEMA, schemaRoot, schemaWords } from "./schema-place.ts";

const CHANGE_LENGTH_MAX = 600;
const TREE_LENGTH_MAX = 200;
const WHOLE_LENGTH_MAX = 32 * 1024 * 1024;
/** More places than this are no answer to a search. */
const MATCHES_MAX = 5000;

type Input = Omit<ComparisonInput, "sent" | "received"> & { sent: JsonValue | undefined; received: JsonValue | undefined };

/** Two JSON values, or one that stands alone, compared by structure. */
export function compareJson(input: Input): Comparison {
  const { sent, received, findings } = input;
  const isOneSided = sent === undefined || received === undefined;
  const root = rootPair(sent, received, input.schema === "" ? NO_SCHEMA : schemaRoot(input.schema));
  const { places, same, within } = diffJson(root, { alsoAt: new Set(findings) });
  const differences = places.filter((place): place is Difference & { mark: DiffMark } => place.mark !== undefined);
  const tree = growTree(root);
  const describe = describer(input, { isOneSided, within });
  let matches: string[][] = [];
  return {
    summary: { kind: "json", isOneSided, counts: countMarks(differences.map(({ mark }) => mark)), same, isComplete: true, unreadable: [] },
    count: (view) => (view === "changes" ? places.length : tree.nodes().length),
    rows: (view, from, to) => (view === "changes" ? places.slice(from, to).map(describe.place) : tree.nodes().slice(from, to).map(describe.node)),
    toggle: tree.toggle,
    rowOfDifference: (view, number) => {
      const place = differences[number];
      if (place === undefined) return -1;
      return view === "changes" ? places.indexOf(place) : tree.reveal(pathTo(place.pair));
    },
    rowOfPointer: (view, pointer) => (view === "all" ? tree.reveal(pathOf(root, pointer)) : nearest(places, pointer)),
    find: (words) => {
      matches = matchesIn(root, words.toLowerCase());
      return matches.length;
    },
    rowOfMatch: (number) => (matches[number] === undefined ? -1 : tree.reveal(matches[number])),
    valueOf: (id, side) => wholeText(pairAt(root, id)?.[side], WHOLE_LENGTH_MAX),
  };
}

/** Turns places and rows of the tree into what is drawn. */
function describer({ notes, findings }: Input, { isOneSided, within }: { isOneSided: boolean; within: ReadonlyMap<string, number> }) {
  const notesAt = (pair: Pair): string[] => notes.filter(({ pointer }) => pointer === pair.at || pointer === pair.receivedAt).map(({ words }) => words);
  const findingsAt = (pair: Pair, isClosed: boolean): number[] =>
    findings.flatMap((pointer, number) => (isAt(pointer, pair) || (isClosed && (pointer.startsWith(`${pair.at}/`) || pointer.startsWith(`${pair.receivedAt}/`))) ? [number] : []));
  const shared = (pair: Pair): Pick<ComparisonRow, "id" | "at" | "otherAt" | "key" | "within" | "contract"> => ({
    id: idOf(pair), at: pointerOf(pair), key: pair.key,
    otherAt: pair.sent !== undefined && pair.received !== undefined && pair.at !== pair.receivedAt ? pair.receivedAt : "",
    within: within.get(idOf(pair)) ?? 0,
    contract: [...schemaWords(pair.schema), ...notesAt(pair)],
  });
  return {
    place: ({ pair, mark }: Difference): ComparisonRow => ({
      ...shared(pair), ...jsonSides(pair.sent, pair.received, CHANGE_LENGTH_MAX), depth: 0, kind: kindOf(pair), mark, within: mark === undefined || mark === "moved" ? shared(pair).within : 0, isOpen: undefined, inside: 0, findings: findingsAt(pair, mark !== undefined && mark !== "moved"),
    }),
    node: ({ pair, depth, isOpen, left }: TreeNode): ComparisonRow => {
      if (left > 0) return { id: `more ${idOf(pair)}`, at: pointerOf(pair), otherAt: "", key: "", depth, kind: "more", mark: undefined, within: 0, isOpen: false, inside: left, sent: undefined, received: undefined, cutAt: undefined, contract: [], findings: [] };
      const mark = markOf(pair);
      return {
        ...shared(pair), ...jsonSides(pair.sent, pair.received, TREE_LENGTH_MAX), depth, kind: kindOf(pair), mark: isOneSided && mark !== "absent" ? undefined : mark,
        isOpen: canOpen(pair) ? isOpen : undefined, inside: insideOf(pair), findings: findingsAt(pair, !isOpen && canOpen(pair)),
      };
    },
  };
}

const isAt = (pointer: string, pair: Pair): boolean => pointer === pointerOf(pair) || (pair.received !== undefined && pointer === pair.receivedAt);

function kindOf({ sent, received }: Pair): ComparisonRow["kind"] {
  const value = sent ?? received;
  return Array.isArray(value) ? "items" : isOpenable(value) ? "members" : "value";
}

function insideOf({ sent, received }: Pair): number {
  const sizes = [sent, received].map((value) => (Array.isArray(value) ? value.length : isOpenable(value) ? Object.keys(value).length : 0));
  return Math.max(...sizes);
}

/** The row at a pointer, else one that holds it or is held by it; -1 when none does. */
function nearest(places: readonly Difference[], pointer: string): number {
  const exact = places.findIndex(({ pair }) => isAt(pointer, pair));
  if (exact >= 0) return exact;
  const above = places.findIndex(({ pair }) => pointer.startsWith(`${pointerOf(pair)}/`));
  return above >= 0 ? above : places.findIndex(({ pair }) => pointerOf(pair).startsWith(`${pointer}/`));
}

/** The way to a pointer, as far as the payload has it. */
function pathOf(root: Pair, pointer: string): string[] {
  const path = [idOf(root)];
  let pair: Pair | undefined = root;
  let prefix = "";
  for (const token of pointer.split("/").slice(1, 1 + pointerTokens(pointer).length)) {
    prefix += `/${token}`;
    const inner: Pair[] = pair === undefined ? [] : (pairsIn(pair) ?? []);
    const found: Pair | undefined = inner.find((one) => pointerOf(one) === prefix) ?? inner.find((one) => one.receivedAt === prefix);
    if (found === undefined) return path;
    path.push(idOf(found));
    pair = found;
  }
  return path;
}

function pairAt(root: Pair, id: string): Pair | undefined {
  const [side, pointer, target] = id.startsWith("+") ? (["received", "receivedAt", id.slice(1)] as const) : (["sent", "at", id] as const);
  let pair: Pair | undefined = root;
  while (pair !== undefined && idOf(pair) !== id) {
    const inner: Pair[] = pairsIn(pair) ?? [];
    pair = inner.find((one) => one[side] !== undefined && (one[pointer] === target || target.startsWith(`${one[pointer]}/`)));
  }
  return pair;
}

function matchesIn(root: Pair, words: string): string[][] {
  const matches: string[][] = [];
  if (words === "") return matches;
  const open: Pair[] = [root];
  for (let pair = open.pop(); pair !== undefined && matches.length < MATCHES_MAX; pair = open.pop()) {
    if (pair.key.toLowerCase().includes(words) || holds(pair.sent, words) || (pair.received !== pair.sent && holds(pair.received, words))) matches.push(pathTo(pair));
    const inner = canOpen(pair) ? (pairsIn(pair) ?? []) : [];
    for (let index = inner.length - 1; index >= 0; index -= 1) open.push(inner[index] ?? root);
  }
  return matches;
}

function holds(value: JsonValue | undefined, words: string): boolean {
  if (value === undefined || isOpenable(value)) return false;
  return (value instanceof ExactNumber ? value.digits : String(value)).toLowerCase().includes(words);
}
