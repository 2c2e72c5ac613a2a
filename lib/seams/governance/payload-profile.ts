import { isMark } from "@/lib/model/redaction-mark.ts";
import { escapeToken } from "@/lib/model/json-pointer.ts";
import { anyItem } from "../payload/leaves.ts";
import { isRecord, isStructured, parseJson } from "../payload/parse-json.ts";

const PLACES_MAX = 500;
const VALUES_MAX = 5000;

/** A place in payloads, positions in lists left open: how many payloads have it, of which types, and how long its texts are. */
export interface Place {
  present: number;
  /** Types met in one payload, joined by "+", with the number of such payloads; null is no type. */
  types: Map<string, number>;
  lengths: number[];
}

/** What JSON payloads look like together; `n` of them could be read. */
export interface PayloadProfile {
  n: number;
  places: Map<string, Place>;
}

/** The profile of payloads as text; what is no JSON object or list is left out, and 500 places are looked at. */
export function profileOf(bodies: readonly string[]): PayloadProfile {
  const profile: PayloadProfile = { n: 0, places: new Map() };
  for (const body of bodies) {
    const value = parseJson(body);
    if (!isStructured(value)) continue;
    profile.n += 1;
    for (const [pointer, seen] of placesIn(value)) addTo(profile, pointer, seen);
  }
  return profile;
}

interface Seen {
  types: Set<string>;
  lengths: number[];
}

function addTo({ places }: PayloadProfile, pointer: string, seen: Seen): void {
  const place = places.get(pointer) ?? { present: 0, types: new Map<string, number>(), lengths: [] };
  if (!places.has(pointer) && places.size >= PLACES_MAX) return;
  places.set(pointer, place);
  place.present += 1;
  place.lengths.push(...seen.lengths);
  const types = [...seen.types].toSorted().join("+");
  if (types !== "") place.types.set(types, (place.types.get(types) ?? 0) + 1);
}

function placesIn(value: unknown): Map<string, Seen> {
  const found = new Map<string, Seen>();
  const open = [{ pointer: "", value }];
  for (let next = open.pop(), values = 0; next !== undefined && values < VALUES_MAX; next = open.pop(), values += 1) {
    const { pointer, value: at } = next;
    const place = anyItem(pointer);
    const seen = found.get(place) ?? { types: new Set(), lengths: [] };
    found.set(place, seen);
    const type = typeOf(at);
    if (type !== undefined) seen.types.add(type);
    if (type === "text" && typeof at === "string") seen.lengths.push(at.length);
    if (Array.isArray(at)) open.push(...at.slice(0, VALUES_MAX).map((item: unknown, index) => ({ pointer: `${pointer}/${index}`, value: item })));
    else if (isRecord(at)) open.push(...Object.keys(at).slice(0, VALUES_MAX).map((key) => ({ pointer: `${pointer}/${escapeToken(key)}`, value: at[key] })));
  }
  return found;
}

function typeOf(value: unknown): string | undefined {
  if (value === null || isMark(value)) return undefined;
  if (Array.isArray(value)) return "list";
  return typeof value === "string" ? "text" : typeof value;
}
