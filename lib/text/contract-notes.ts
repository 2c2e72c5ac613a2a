import { escapeToken } from "@/lib/model/json-pointer.ts";

interface Terms {
  sensitive?: readonly string[] | undefined;
  invariants?: readonly { name: string; cel: string }[] | undefined;
}

/** A value that an expression reads: `sent.total`, `received.items[0]["unit price"]`. */
const READS = /\b(?:sent|received)((?:\.[A-Za-z_]\w*|\[\d+\]|\["[^"\]]*"\])+)/g;
const PART = /\.([A-Za-z_]\w*)|\[(\d+)\]|\["([^"\]]*)"\]/g;
const NOTES_MAX = 200;

/** What a contract says of single places of a payload beside its schema: that one is sensitive, or that a rule reads it. */
export function contractNotes({ sensitive = [], invariants = [] }: Terms): { pointer: string; words: string }[] {
  const rules = invariants.flatMap(({ name, cel }) => [...new Set(pointersIn(cel))].map((pointer) => ({ pointer, words: `rule ${name}: ${cel}` })));
  return [...sensitive.map((pointer) => ({ pointer, words: "sensitive" })), ...rules].slice(0, NOTES_MAX);
}

const pointersIn = (cel: string): string[] =>
  Array.from(cel.matchAll(READS), ([, path = ""]) => Array.from(path.matchAll(PART), ([, name, index, quoted]) => `/${escapeToken(name ?? index ?? quoted ?? "")}`).join(""));
