import { pointerTokens } from "@/lib/model/json-pointer.ts";
import canonicalize from "canonicalize";
import type { Handoff, Payload } from "@/lib/model/handoff.ts";
import { memberOf } from "@/lib/model/member-of.ts";
import { type Leaf, leavesOf } from "../payload/leaves.ts";
import { isDropped, isMark } from "@/lib/model/redaction-mark.ts";
import { isRecord, isStructured, parseJson } from "../payload/parse-json.ts";
import { readWhole, standsIn } from "../payload/read-whole.ts";
import { isSameValue } from "../payload/same-value.ts";
import { flatText, flatten } from "../payload/texts-in.ts";
import type { Defect } from "./defect.ts";

/** Where in a handoff a thing is looked for. */
type Place = "sent" | "received" | "returned";

/** What a handoff tells of a defect's subject at one place; undefined when it tells nothing. `text` is null where it says that nothing is there. */
export interface State {
  text: string | null;
  value: unknown;
  /** Where in the payload it was found. */
  pointer: string;
}

const VALUE_LENGTH_MAX = 200;
/** A shorter text occurs in too many payloads by chance. */
const TEXT_LENGTH_MIN = 4;
const BLANK = new Set(["", "null", "{}", "[]", '""']);
const MASK = /redacted|masked|\*{3}|[•█]{4}/i;
const ABSENT: State = { text: null, value: undefined, pointer: "" };

/** Payloads as they were read, so that each is parsed once for a whole workflow. */
export interface Reader {
  stateOf(handoff: Handoff, place: Place, defect: Defect, expected: State | undefined): State | undefined;
}

/** A value as pages show it. */
export const shown = (value: unknown): string => (typeof value === "string" ? value : (JSON.stringify(value) ?? "")).slice(0, VALUE_LENGTH_MAX);

/** Whether two states say the same of a defect's subject. */
export function isSameState(a: State, b: State, { kind, strict }: Defect): boolean {
  if (a.text === null || b.text === null) return a.text === b.text;
  if (kind === "payload") return true;
  if (kind !== "value") return flatten(a.text) === flatten(b.text);
  if (isStructured(a.value) || isStructured(b.value)) return canonical(a.value) === canonical(b.value);
  return isSameValue(a.value, b.value) && (!strict || typeof a.value === typeof b.value);
}

/** Reads what handoffs tell, and remembers what it has parsed. */
export function createReader(): Reader {
  const parsed = new Map<Payload, Parsed>();
  const read = (payload: Payload): Parsed => {
    const known = parsed.get(payload) ?? parse(payload);
    parsed.set(payload, known);
    return known;
  };
  return {
    stateOf(handoff, place, defect, expected) {
      const payload = handoff[place];
      if (defect.kind === "payload") return payload === null ? undefined : presenceOf(payload);
      if (defect.kind === "intent") return intentOf(handoff, place, expected);
      if (defect.kind === "constraint") return constraintOf(handoff, place, defect);
      return defect.kind === "value" && payload !== null ? valueOf(payload, read(payload), defect, expected) : undefined;
    },
  };
}

interface Parsed {
  value: unknown;
  /** Leaves by their member's name: a contract may keep a value under another parent. */
  byName: () => ReadonlyMap<string, Leaf | "several">;
  text: () => string;
}

function parse({ body }: Payload): Parsed {
  const value = parseJson(body);
  let names: Map<string, Leaf | "several"> | undefined;
  let text: string | undefined;
  return {
    value,
    byName: () => (names ??= isStructured(value) ? namesIn(value) : new Map()),
    text: () => (text ??= flatText(body)),
  };
}

function namesIn(value: unknown): Map<string, Leaf | "several"> {
  const names = new Map<string, Leaf | "several">();
  for (const leaf of leavesOf(value)) {
    const name = memberOf(leaf.pointer);
    if (name !== "") names.set(name, names.has(name) ? "several" : leaf);
  }
  return names;
}

/** At its place, else under its name elsewhere, else anywhere in the text; absent only where the side itself reports the payload. */
function valueOf(payload: Payload, parsed: Parsed, { pointer }: Defect, expected: State | undefined): State | undefined {
  if (isStructured(parsed.value)) {
    const there = valueAt(parsed.value, pointer);
    if (there !== undefined) return stateAt(there, pointer);
    const named = parsed.byName().get(memberOf(pointer));
    if (named !== undefined && named !== "several") return stateAt(named.value, named.pointer);
  }
  if (expected !== undefined && expected.text !== null && typeof expected.value === "string" && expected.text.length >= TEXT_LENGTH_MIN && parsed.text().includes(flatten(expected.value))) return { ...expected, pointer: "" };
  return isStructured(parsed.value) && payload.from.startsWith("handoff.") ? ABSENT : undefined;
}

/** What is masked tells nothing, but for its digest where the collector masked it. */
function stateAt(value: unknown, pointer: string): State | undefined {
  if (value === null || value === "") return { ...ABSENT, pointer };
  if (isMark(value) && !isDropped(value)) return { text: shown(value), value, pointer };
  return typeof value === "string" && MASK.test(value) ? undefined : { text: shown(value), value, pointer };
}

function valueAt(value: unknown, pointer: string): unknown {
  let at = value;
  for (const token of pointerTokens(pointer)) {
    if (Array.isArray(at)) at = /^\d+$/.test(token) ? at[Number(token)] : undefined;
    else if (isRecord(at)) at = Object.hasOwn(at, token) ? at[token] : undefined;
    else return undefined;
  }
  return at;
}

function presenceOf({ body, sizeBytes, from }: Payload): State | undefined {
  const isBlank = BLANK.has(body.trim());
  if (!isBlank) return { text: sizeBytes === null ? "there" : `${sizeBytes} bytes`, value: true, pointer: "" };
  if (sizeBytes !== null && sizeBytes > 0 && body === "") return { text: `${sizeBytes} bytes`, value: true, pointer: "" };
  return from.startsWith("handoff.") && (sizeBytes === 0 || body !== "") ? ABSENT : undefined;
}

function intentOf({ carried, sent, received }: Handoff, place: Place, expected: State | undefined): State | undefined {
  if (place === "returned") return undefined;
  const told = carried.intent[place];
  if (told !== null) return { text: told, value: told, pointer: "" };
  const whole = readWhole((place === "sent" ? sent : received) ?? undefined);
  return expected?.text != null && whole !== undefined && standsIn(expected.text, whole) ? expected : undefined;
}

function constraintOf({ carried, sent, received }: Handoff, place: Place, { text }: Defect): State | undefined {
  if (place === "returned") return undefined;
  const present: State = { text, value: text, pointer: "" };
  const list = carried.constraints[place];
  if (list?.some((constraint) => flatten(constraint) === flatten(text)) === true) return present;
  const whole = readWhole((place === "sent" ? sent : received) ?? undefined);
  if (whole !== undefined && standsIn(text, whole)) return present;
  return list === null ? undefined : ABSENT;
}

/** RFC 8785 form, so that two containers can be compared; what has no such form is like nothing else. */
function canonical(value: unknown): string {
  try {
    return canonicalize(value) ?? "";
  } catch {
    return "";
  }
}
