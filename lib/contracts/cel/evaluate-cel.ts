import { type CelInput, type CelResult, isCelError, parse, plan } from "@bufbuild/cel";
import type { InvariantOutcome } from "@/lib/model/invariant.ts";
import { hasMark, isDropped, isMark, withoutRuleNames } from "@/lib/model/redaction-mark.ts";
import { CEL_ENVIRONMENT } from "./cel-environment.ts";
import { checkCel } from "./check-cel.ts";
import { namesIn } from "./read-cel.ts";

const PAYLOAD_LENGTH_MAX = 1_000_000;
const DEPTH_MAX = 200;
const VALUE_LENGTH_MAX = 120;
const COMPILED_MAX = 200;
const SIDES = ["sent", "received", "returned"] as const;

/** What invariants are evaluated over: payloads as text, absent where nobody reported one, and facts about the handoff. */
export interface CelFacts {
  sent?: string | undefined;
  received?: string | undefined;
  returned?: string | undefined;
  handoff: { source: CelAgent; target: CelAgent; contract: CelAgent; direction: string };
}

interface CelAgent {
  name: string;
  version: string;
}

/**
 * Evaluates one invariant. A field that is missing where nothing can be compared leaves it unknown; when all that it reads of
 * one side is there and something it reads of another side is not, the value did not survive, and that is a violation. Takes as
 * long as the expression makes it: run it where it can be killed.
 */
export function evaluateInvariant({ name, cel }: { name: string; cel: string }, facts: CelFacts): InvariantOutcome {
  const rule = compile(cel);
  if (typeof rule === "string") return { name, kind: "unknown", why: rule, values: {}, sides: [] };
  const { sides, fields, evaluate } = rule;
  const payloads = new Map(sides.map((side) => [side, readPayload(side, facts[side])]));
  const untold = [...payloads.values()].find((payload) => "why" in payload);
  if (untold !== undefined && "why" in untold) return { name, kind: "unknown", why: untold.why, values: {}, sides };
  const bindings: Record<string, CelInput> = { handoff: inputOf(facts.handoff, 0) };
  for (const [side, payload] of payloads) if ("value" in payload) bindings[side] = payload.value;
  const read = fields.map((path) => ({ path, value: valueAt(bindings, path) }));
  const values = Object.fromEntries(read.filter(({ value }) => value !== undefined).map(({ path, value }) => [path.join("."), clip(value)]));
  const result = evaluate(bindings);
  if (result === false && !canTell(read.map(({ value }) => value))) return { name, kind: "unknown", why: "a value it reads was redacted", values, sides };
  if (typeof result === "boolean") return { name, kind: result ? "holds" : "violated", why: "", values, sides };
  return { name, ...withoutAnswer(read, sides, isCelError(result) ? inWords(result.message) : "it is neither true nor false"), values, sides };
}

/** Redacted values can be told apart by their digests where nothing else is read; other rules about them mean the values that are gone. */
const canTell = (values: readonly unknown[]): boolean => !values.some((value) => hasMark(clip(value, Number.POSITIVE_INFINITY))) || (values.length > 1 && values.every((value) => isMark(value) && !isDropped(value)));

/** The library names operators as the specification does: `_>_` is `>`. */
const inWords = (message: string): string => message.replace(/^found no matching overload for '_?(.+?)_?' applied to '\((.*)\)'$/, "$1 is not defined for $2");

/** An expression made ready, with what it reads. */
interface CompiledRule {
  sides: (typeof SIDES)[number][];
  fields: string[][];
  evaluate: (bindings: Record<string, CelInput>) => CelResult | undefined;
}

const compiled = new Map<string, CompiledRule | string>();

/** The expression made ready, or what is wrong with it; parsing takes far longer than evaluating, so the last ones are kept. */
function compile(cel: string): CompiledRule | string {
  const known = compiled.get(cel);
  if (known !== undefined) return known;
  const rule = checkCel(cel) ?? makeReady(cel);
  if (compiled.size >= COMPILED_MAX) compiled.clear();
  compiled.set(cel, rule);
  return rule;
}

function makeReady(cel: string): CompiledRule {
  const { expr } = parse(cel);
  const { variables, fields } = namesIn(expr);
  return { sides: SIDES.filter((side) => variables.has(side)), fields, evaluate: expr === undefined ? () => undefined : plan(CEL_ENVIRONMENT, expr) };
}

type Read = { path: string[]; value: CelInput | undefined };

/** Why there is no answer, and whether that is one: a value told on one side that is on the other no more. */
function withoutAnswer(read: readonly Read[], sides: readonly string[], message: string): Pick<InvariantOutcome, "kind" | "why"> {
  const missing = read.filter(({ value }) => value === undefined).map(({ path }) => path);
  const [first] = missing;
  if (first === undefined) return { kind: "unknown", why: message };
  const isWhole = (side: string): boolean => read.some(({ path }) => path[0] === side) && !missing.some((path) => path[0] === side);
  const told = sides.filter(isWhole);
  const why = `${missing.map((path) => path.join(".")).join(", ")} ${missing.length === 1 ? "is" : "are"} not there`;
  return told.length > 0 && first[0] !== "handoff" ? { kind: "violated", why: `${why}, though ${told.join(" and ")} has all it is compared with` } : { kind: "unknown", why };
}

function readPayload(side: string, text: string | undefined): { value: CelInput } | { why: string } {
  if (text === undefined || text === "") return { why: `nobody reported what was ${side}` };
  if (text.length > PAYLOAD_LENGTH_MAX) return { why: `${side} is longer than ${PAYLOAD_LENGTH_MAX} characters` };
  try {
    return { value: inputOf(JSON.parse(withoutRuleNames(text)), 0) };
  } catch (error) {
    return { why: error instanceof SyntaxError ? `${side} is no JSON` : `${side} is nested more than ${DEPTH_MAX} deep` };
  }
}

/** JSON as CEL takes it; objects become maps, in which `__proto__` is a key like any other. */
function inputOf(value: unknown, depth: number): CelInput {
  if (depth > DEPTH_MAX) throw new RangeError("too deep");
  if (value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  if (Array.isArray(value)) return value.map((item) => inputOf(item, depth + 1));
  return new Map(Object.entries(Object(value)).map(([key, item]) => [key, inputOf(item, depth + 1)]));
}

function valueAt(bindings: Record<string, CelInput>, [root = "", ...path]: readonly string[]): CelInput | undefined {
  let value: CelInput | undefined = Object.hasOwn(bindings, root) ? bindings[root] : undefined;
  for (const field of path) value = value instanceof Map ? value.get(field) : undefined;
  return value;
}

const clip = (value: unknown, lengthMax = VALUE_LENGTH_MAX): string => JSON.stringify(value, (_, part: unknown) => (part instanceof Map ? Object.fromEntries(part) : part))?.slice(0, lengthMax) ?? "";
