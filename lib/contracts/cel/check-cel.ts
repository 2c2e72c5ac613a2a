import { parse } from "@bufbuild/cel";
import { RE2JS } from "re2js";
import { CEL_ENVIRONMENT, CEL_VARIABLES } from "./cel-environment.ts";
import { namesIn } from "./read-cel.ts";

const LENGTH_MAX = 4000;
/** The parser's time grows with the square of the nesting, and its stack with the nesting. */
const NESTING_MAX = 40;
/** Types are named by variables: `type(sent.total) == double`. */
const TYPES = ["int", "uint", "double", "bool", "string", "bytes", "list", "map", "null_type", "type"];
const VARIABLES: ReadonlySet<string> = new Set<string>([...CEL_VARIABLES, ...TYPES, "google"]);

/**
 * What is wrong with a CEL expression, in a sentence; undefined when it can be evaluated. It may name `sent`, `received`, `returned` and
 * `handoff`, and patterns written out must be RE2. Takes some milliseconds at most, whatever the text.
 */
export function checkCel(source: string): string | undefined {
  if (source.length > LENGTH_MAX) return `expected at most ${LENGTH_MAX} characters, found ${source.length}`;
  if (nestingOf(source) > NESTING_MAX) return `brackets are nested more than ${NESTING_MAX} deep`;
  try {
    const { variables, functions, patterns } = namesIn(parse(source).expr);
    const variable = [...variables].find((name) => !VARIABLES.has(name));
    if (variable !== undefined) return `knows no variable ${variable}; expected ${CEL_VARIABLES.join(", ")}`;
    const unknown = [...functions].find((name) => /^[A-Za-z]/.test(name) && CEL_ENVIRONMENT.funcs.find(name) === undefined);
    if (unknown !== undefined) return `knows no function ${unknown}()`;
    return [...patterns].map(checkPattern).find((problem) => problem !== undefined);
  } catch (error) {
    return error instanceof RangeError ? "is nested too deep" : error instanceof Error ? error.message : String(error);
  }
}

/** Brackets in texts count as well: nobody needs forty of them. */
function nestingOf(source: string): number {
  let deepest = 0;
  let depth = 0;
  for (const char of source) {
    if ("([{".includes(char)) depth += 1;
    else if (")]}".includes(char)) depth -= 1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

function checkPattern(pattern: string): string | undefined {
  try {
    RE2JS.compile(pattern);
    return undefined;
  } catch (error) {
    return `the pattern ${JSON.stringify(pattern)} is not RE2: ${error instanceof Error ? error.message : String(error)}`;
  }
}
