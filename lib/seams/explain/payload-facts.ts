import { anyItem } from "../payload/leaves.ts";
import { isRecord, isStructured, parseJson } from "../payload/parse-json.ts";
import { escapeToken } from "@/lib/model/json-pointer.ts";
import type { RawFact } from "./told-handoff.ts";

/** A payload with more places than this is compared by the first ones. */
const PLACES_MAX = 200;
const DEPTH_MAX = 6;
/** Longer text is told by its length alone. */
const VALUE_CHARS_MAX = 60;

/** What is known of a payload: its text as far as it was read, its size in bytes and in tokens. */
export interface ToldPayload {
  body: string;
  sizeBytes: number | null;
  tokens: number | null;
}

/** What a payload is like: its form and size, and of each place in it what stands there. What was received is told by form and size alone. */
export function payloadFacts(side: "source" | "target", payload: ToldPayload | null): RawFact[] {
  const whole = (key: string, value: string | number): RawFact => ({ kind: "payload", side, key, value });
  if (payload === null) return [whole("form", "none")];
  const value = parseJson(payload.body);
  const facts = [whole("form", isStructured(value) ? (isRecord(value) ? "JSON object" : "JSON list") : payload.body.trim() === "" ? "empty" : "text")];
  if (payload.sizeBytes !== null) facts.push(whole("bytes", payload.sizeBytes));
  if (payload.tokens !== null) facts.push(whole("tokens", payload.tokens));
  return side === "target" || !isStructured(value) ? facts : [...facts, ...placesIn(value).flatMap((place) => placeFacts(side, place))];
}

interface Place {
  pointer: string;
  value: unknown;
  depth: number;
}

/** Places of objects and lists alike, positions in lists left open, each once. */
function placesIn(value: unknown): Place[] {
  const places = new Map<string, Place>();
  const open: Place[] = childrenOf({ pointer: "", value, depth: 0 });
  for (let next = open.shift(); next !== undefined && places.size < PLACES_MAX; next = open.shift()) {
    if (places.has(next.pointer)) continue;
    places.set(next.pointer, next);
    if (next.depth < DEPTH_MAX) open.push(...childrenOf(next));
  }
  return [...places.values()];
}

function childrenOf({ pointer, value, depth }: Place): Place[] {
  const child = (token: string, one: unknown): Place => ({ pointer: anyItem(`${pointer}/${token}`), value: one, depth: depth + 1 });
  if (Array.isArray(value)) return value.slice(0, PLACES_MAX).map((item: unknown, index) => child(String(index), item));
  return isRecord(value) ? Object.keys(value).toSorted().slice(0, PLACES_MAX).map((key) => child(escapeToken(key), value[key])) : [];
}

function placeFacts(side: "source" | "target", { pointer: key, value }: Place): RawFact[] {
  const of = (kind: "payload_field" | "payload_value" | "payload_length", told: string | number): RawFact => ({ kind, side, key, value: told });
  if (Array.isArray(value)) return [of("payload_field", value.length === 0 ? "empty list" : "list"), of("payload_length", value.length)];
  if (isRecord(value)) return [of("payload_field", Object.keys(value).length === 0 ? "empty object" : "object")];
  if (typeof value === "string") return value === "" ? [of("payload_field", "empty text")] : [of("payload_field", "text"), of("payload_length", value.length), ...shortText(value, of)];
  if (typeof value === "number") return [of("payload_field", "number"), of("payload_value", value)];
  if (typeof value === "boolean") return [of("payload_field", "true or false"), of("payload_value", String(value))];
  return [of("payload_field", "null")];
}

function shortText(value: string, of: (kind: "payload_value", told: string) => RawFact): RawFact[] {
  return value.length <= VALUE_CHARS_MAX ? [of("payload_value", value)] : [];
}
