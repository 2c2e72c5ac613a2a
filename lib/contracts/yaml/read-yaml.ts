import { Composer, type DocumentOptions, LineCounter, type ParseOptions, type SchemaOptions } from "yaml";
import type { ContractProblem } from "../problem.ts";
import { parseTokens } from "./parse-tokens.ts";
import { Places } from "./places.ts";
import { DEPTH_MAX, toPlainData } from "./to-plain-data.ts";

/** A contract with a schema of ordinary size is a hundredth of this. */
const SOURCE_LENGTH_MAX = 256 * 1024;
const PROBLEMS_MAX = 50;

/** YAML 1.2 without tags and merge keys. Keys are compared by our own walk: the library does it in quadratic time. */
const OPTIONS = { uniqueKeys: false, strict: true, merge: false, schema: "core", resolveKnownTags: false, logLevel: "silent" } satisfies ParseOptions &
  DocumentOptions &
  SchemaOptions;

/** A document as plain data with the places of its values, or everything that is wrong with its form. */
export type ReadYaml = { ok: true; value: unknown; places: Places } | { ok: false; problems: ContractProblem[] };

/** Reads one document of YAML; JSON is YAML, so it is read alike. */
export function readYaml(text: string): ReadYaml {
  const lines = new LineCounter();
  const places = new Places(lines);
  if (text.length > SOURCE_LENGTH_MAX) return { ok: false, problems: [places.problemAt([], `expected at most ${SOURCE_LENGTH_MAX} characters, found ${text.length}`)] };
  const parsed = parseTokens(text, lines, DEPTH_MAX);
  if ("tooDeepAt" in parsed) return { ok: false, problems: [places.problemAtOffset([], parsed.tooDeepAt, `expected at most ${DEPTH_MAX} levels`)] };
  const documents = [...new Composer(OPTIONS).compose(parsed.tokens)];
  const [document, second] = documents;
  if (document === undefined) return { ok: false, problems: [places.problemAt([], "expected a document, found nothing")] };
  places.note([], document.contents?.range?.[0] ?? 0);
  const faults = [...document.errors, ...document.warnings].map((fault) => places.problemAtOffset([], fault.pos[0], formFault(fault.code, fault.message)));
  if (second !== undefined) faults.push(places.problemAtOffset([], second.range?.[0] ?? 0, `expected one document, found ${documents.length}`));
  if (faults.length > 0) return { ok: false, problems: shortened(faults) };
  const { value, problems } = toPlainData(document, places);
  return problems.length > 0 ? { ok: false, problems: shortened(problems) } : { ok: true, value, places };
}

function formFault(code: string, message: string): string {
  if (code === "TAG_RESOLVE_FAILED") return `expected plain values without tags (${message})`;
  return `expected well-formed YAML or JSON: ${message}`;
}

/** The first problems in the order of the text, each said once, and how many more there are. */
export function shortened(problems: readonly ContractProblem[]): ContractProblem[] {
  const once = new Map(problems.toReversed().map((problem) => [`${problem.path} ${problem.message}`, problem]));
  const sorted = [...once.values()].toSorted((a, b) => a.line - b.line || a.column - b.column);
  const [first] = sorted.slice(PROBLEMS_MAX);
  if (first === undefined) return sorted;
  return [...sorted.slice(0, PROBLEMS_MAX), { ...first, path: "", message: `and ${sorted.length - PROBLEMS_MAX} more from here on` }];
}
