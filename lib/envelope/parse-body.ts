import { parse } from "lossless-json";

/** Levels of lists and objects in a body; reading and writing JSON recurse. */
const DEPTH_MAX = 200;

/** A body as JSON, or what was expected instead of what came. */
export type ParsedBody = { ok: true; value: unknown } | { ok: false; expected: string };

/** Parses JSON text; integers that no double holds become bigint, so that a payload keeps its digits. Never throws. */
export function parseBody(text: string): ParsedBody {
  if (depthOf(text) > DEPTH_MAX) return { ok: false, expected: `at most ${DEPTH_MAX} levels of lists and objects` };
  try {
    return { ok: true, value: parse(text, undefined, { parseNumber, onDuplicateKey: ({ newValue }) => newValue }) };
  } catch (error) {
    return { ok: false, expected: `JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
}

/** How deep brackets nest outside of strings; of text that is no JSON, any number. */
function depthOf(text: string): number {
  let [depth, deepest] = [0, 0];
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/gs)) {
    if (token === "[" || token === "{") deepest = Math.max(deepest, (depth += 1));
    else if (token === "]" || token === "}") depth -= 1;
  }
  return deepest;
}

function parseNumber(digits: string): number | bigint {
  const number = Number(digits);
  return Number.isSafeInteger(number) || !/^-?\d+$/.test(digits) ? number : BigInt(digits);
}
