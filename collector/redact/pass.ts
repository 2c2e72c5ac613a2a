import { type Attributes, type AttributeValue, jsonOf, noAttributes } from "@/lib/model/attributes.ts";
import { escapeToken } from "@/lib/model/json-pointer.ts";
import { digestMarkOf, droppedMarkOf, isMark, markOf } from "@/lib/model/redaction-mark.ts";
import { applyEdits, type Edit } from "./edits.ts";
import { findSecrets } from "./find-secrets.ts";
import { decodeString, encodeString, type JsonPart, type JsonVisitor, readJsonText } from "./json-text.ts";
import { Notes, REDACTED_ATTRIBUTE } from "./note.ts";
import { KEYLESS, type Redactor, type WholeRule } from "./redactor.ts";

/** JSON in strings of JSON in strings …: each level doubles its backslashes, so that no real text comes near. */
const NESTED_TEXTS_MAX = 12;
/** A shorter number is no card's. */
const NUMBER_CHARS_MIN = 13;
/** Where JSON may begin in a text of other things. */
const BEGINNING = /\{\s*["']|\[\s*[{"'[]/g;
/** Members whose value is a key, but does not look like one. */
const NAMED_KEY = /(?:access_?key|account_?key|sig)=$/i;
const NAMED_KEY_CHARS_MAX = 256;
const LEADING_KEYLESS = new RegExp(`^${KEYLESS}`);
const UTF8 = new TextDecoder();

/** What stands before the attribute's key in notes: "", `events/2/`. */
type Place = string;

/** One redaction of one record; gathers notes of what it changed. */
export class Pass {
  readonly notes = new Notes();
  readonly #redactor: Redactor;

  constructor(redactor: Redactor) {
    this.#redactor = redactor;
  }

  /** The attributes redacted: the same object where nothing was to be redacted. */
  attributes(attributes: Attributes, place: Place): Attributes {
    let changed = false;
    const redacted = noAttributes();
    for (const key of Object.keys(attributes)) {
      const value = attributes[key] ?? null;
      const name = this.#plain(key, [key], place);
      const kept = this.value(value, [key], place);
      changed ||= name !== key || kept !== value;
      if (kept !== undefined) redacted[name] = kept;
    }
    return changed ? redacted : attributes;
  }

  /** A text that has no key of its own, under the key that rules know it by. */
  text(text: string, key: string, place: Place): string {
    const kept = this.value(text, [KEYLESS + key], place);
    return typeof kept === "string" ? kept : "";
  }

  /** The value redacted, undefined where it is dropped; the same object where nothing was to be redacted. */
  value(value: AttributeValue, path: readonly string[], place: Place): AttributeValue | undefined {
    const rule = path[0] === REDACTED_ATTRIBUTE ? undefined : this.#redactor.wholeRule(path);
    if (rule !== undefined) return this.#whole(rule, value, path, place);
    if (typeof value === "string") return this.#contextual(value, path, place) ?? this.#text(value, path, place, 0);
    if (value instanceof Uint8Array) return this.#bytes(value, path, place);
    if (Array.isArray(value)) return this.#list(value, path, place);
    return typeof value === "object" && value !== null ? this.#members(value, path, place) : value;
  }

  #list(list: AttributeValue[], path: readonly string[], place: Place): AttributeValue[] {
    const redacted = list.map((item, index) => this.value(item, [...path, String(index)], place) ?? null);
    return redacted.some((item, index) => item !== list[index]) ? redacted : list;
  }

  #members(members: Attributes, path: readonly string[], place: Place): Attributes {
    let changed = false;
    const redacted = noAttributes();
    for (const key of Object.keys(members)) {
      const value = members[key] ?? null;
      const name = this.#plain(key, [...path, key], place);
      const kept = this.value(value, [...path, key], place) ?? null;
      changed ||= name !== key || kept !== value;
      redacted[name] = kept;
    }
    return changed ? redacted : members;
  }

  #bytes(bytes: Uint8Array, path: readonly string[], place: Place): AttributeValue {
    const text = UTF8.decode(bytes);
    const redacted = this.#text(text, path, place, 0);
    return redacted === text ? bytes : redacted;
  }

  #text(text: string, path: readonly string[], place: Place, depth: number): string {
    if (isMark(text) || !this.#redactor.mayMatch(text, path)) return text;
    const { edits, isAll } = depth < NESTED_TEXTS_MAX ? this.#embedded(text, path, place, depth) : { edits: [], isAll: false };
    const inside = applyEdits(text, edits);
    return isAll ? inside : this.#plain(inside, path, place);
  }

  /** What is to be changed in the JSON that a text is, or that it holds. */
  #embedded(text: string, path: readonly string[], place: Place, depth: number): { edits: Edit[]; isAll: boolean } {
    const edits: Edit[] = [];
    const first = Math.max(text.search(/\S/), 0);
    let start = /[[{]/.test(text.charAt(first)) ? first : nextBeginning(text, first);
    while (start >= 0) {
      const parts: JsonPart[] = [];
      const { isJson, end } = readJsonText(text, start, this.#gather(text, path, parts));
      if (isJson) edits.push(...parts.flatMap((part) => this.#edit(text, part, place, depth)));
      if (isJson && start === first && text.slice(end).trim() === "") return { edits, isAll: true };
      start = nextBeginning(text, Math.max(end, start + 1));
    }
    return { edits, isAll: false };
  }

  /** Gathers the parts that have to be looked at, with their paths from the attribute's key on. */
  #gather(text: string, path: readonly string[], parts: JsonPart[]): JsonVisitor {
    const redactor = this.#redactor;
    return {
      wants: (inside) => inside.length > 0 && redactor.wholeRule([...path, ...inside]) !== undefined,
      part({ kind, start, end, path: inside }) {
        const full = [...path, ...inside];
        const isOfInterest = kind === "container" || (kind !== "key" && redactor.wholeRule(full) !== undefined) || (kind !== "word" && (redactor.mayMatch(text.slice(start, end), full) || NAMED_KEY.test(`${full.at(-1)}=`)));
        if (isOfInterest) parts.push({ kind, start, end, path: full });
      },
    };
  }

  #edit(text: string, { kind, start, end, path }: JsonPart, place: Place, depth: number): Edit[] {
    const written = text.slice(start, end);
    const isQuoted = kind === "key" || kind === "string";
    const value = isQuoted ? decodeString(written) : written;
    const rule = kind === "key" ? undefined : this.#redactor.wholeRule(path);
    const redacted = rule !== undefined ? this.#inPlace(rule, isQuoted ? value : canonical(written), path, place) : this.#part(kind, value, path, place, depth);
    return redacted === value ? [] : [{ start, end, text: isQuoted ? encodeString(redacted, written) : JSON.stringify(redacted) }];
  }

  #part(kind: JsonPart["kind"], value: string, path: readonly string[], place: Place, depth: number): string {
    if (kind === "string") return this.#contextual(value, path, place) ?? this.#text(value, path, place, depth + 1);
    if (kind === "key" || (kind === "number" && value.length >= NUMBER_CHARS_MIN)) return this.#plain(value, path, place);
    return value;
  }

  /** A key that is known only by what its member is called. */
  #contextual(value: string, path: readonly string[], place: Place): string | undefined {
    const context = `${path.at(-1) ?? ""}=`;
    if (!NAMED_KEY.test(context) || value.length > NAMED_KEY_CHARS_MAX) return undefined;
    const redacted = this.#plain(context + value, path, place);
    return redacted.startsWith(context) ? redacted.slice(context.length) : undefined;
  }

  /** The text with what the finders find in it redacted; not looked at as JSON. */
  #plain(text: string, path: readonly string[], place: Place): string {
    if (!this.#redactor.mayMatch(text, path)) return text;
    const finds = findSecrets(text, this.#redactor.findersFor(path));
    return applyEdits(text, finds.map(({ start, end, finder }) => {
      this.#note(finder, path, place);
      return { start, end, text: this.#replacement(finder, text.slice(start, end)) };
    }));
  }

  #whole(rule: WholeRule, value: AttributeValue, path: readonly string[], place: Place): AttributeValue | undefined {
    if (value === null || value === "" || isMark(value)) return value;
    if (rule.action !== "drop" || path.length > 1) return this.#inPlace(rule, typeof value === "object" ? jsonOf(value) : String(value), path, place);
    this.#note(rule, path, place);
    return undefined;
  }

  /** A whole value inside a payload, as text. */
  #inPlace(rule: WholeRule, value: string, path: readonly string[], place: Place): string {
    if (value === "" || /^(?:null|None)$/.test(value) || isMark(value)) return value;
    this.#note(rule, path, place);
    return this.#replacement(rule, value);
  }

  #replacement({ name, action }: WholeRule, value: string): string {
    if (action === "drop") return droppedMarkOf(name);
    const digest = this.#redactor.digest(value);
    return action === "hash" ? digestMarkOf(digest) : markOf(name, digest);
  }

  #note({ name, action }: WholeRule, path: readonly string[], place: Place): void {
    this.notes.add({ rule: name, attribute: place + (path[0] ?? "").replace(LEADING_KEYLESS, ""), pointer: path.slice(1).map((token) => `/${escapeToken(token)}`).join(""), action });
  }
}

function nextBeginning(text: string, from: number): number {
  BEGINNING.lastIndex = from;
  return BEGINNING.exec(text)?.index ?? -1;
}

/** JSON in one form, however it was written: `1.50` and `1.5` have one digest. */
function canonical(written: string): string {
  try {
    return JSON.stringify(JSON.parse(written));
  } catch {
    return written;
  }
}
