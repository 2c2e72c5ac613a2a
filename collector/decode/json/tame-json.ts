import { ATTRIBUTES_MAX, EVENTS_MAX, LINKS_MAX, NESTED_VALUES_MAX, RECORDS_MAX } from "../limits.ts";
import { endOfNumber, endOfString, endOfValue, isWholeNumber, pastSpace, type Range } from "./scan-json.ts";

/** Levels of objects and lists: each of the 64 that an attribute's value may have is four of them. What is deeper is never read. */
const LEVELS_MAX = 300;
/** Digits up to which JSON.parse keeps every whole number. */
const EXACT_DIGITS_MAX = 15;
/** Items of a list that are made into values, by the list's name; of those that follow there is only the number. Other lists are emptied. */
const ITEMS_MAX: ReadonlyMap<string, number> = new Map(Object.entries({
  resourceSpans: RECORDS_MAX, scopeSpans: RECORDS_MAX, spans: RECORDS_MAX,
  resourceLogs: RECORDS_MAX, scopeLogs: RECORDS_MAX, logRecords: RECORDS_MAX,
  attributes: ATTRIBUTES_MAX, events: EVENTS_MAX, links: LINKS_MAX, values: NESTED_VALUES_MAX,
}));
const LONGEST_NAME = Math.max(...Array.from(ITEMS_MAX.keys(), (name) => name.length));
/** Members of an object that are compared for names that come twice; OTLP's largest has sixteen. */
const COMPARED_MAX = 32;
const NOT_FINITE = ["NaN", "Infinity", "-Infinity"];

const [QUOTE, COMMA, MINUS, ZERO, NINE] = [0x22, 0x2c, 0x2d, 0x30, 0x39];
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];

/** What is open at some level: a list, with the name it has in its object, or an object, with where its names begin in `names`. */
type Level = { kind: "list"; name: string; items: number; itemStart: number } | { kind: "object"; names: number; expectsName: boolean };

/** What the walk has come across. */
export interface TameListener {
  /** An item of a list of this name has ended. */
  onItem: (list: string, range: Range) => void;
  /** A member of an object has a name that another one has. */
  onRepeatedName: () => void;
}

/**
 * JSON text that JSON.parse can be given, whatever was sent: it is not too deep, no list in it has more items than are read, and no
 * digit of a whole number is lost. Else it is what was sent, faults included. What is changed: numbers of sixteen digits and more,
 * NaN and Infinity become strings, as OTLP/JSON has them; values too deep become null; items over a list's limit become one
 * number, their count.
 */
export function tameJson(bytes: Uint8Array, decoder: TextDecoder, listener: TameListener): string {
  return new Tamer(bytes, decoder, listener).text();
}

class Tamer {
  private readonly bytes: Uint8Array;
  private readonly decoder: TextDecoder;
  private readonly listener: TameListener;
  private readonly parts: string[] = [];
  private readonly levels: Level[] = [];
  /** Start and end of each name in the objects that are open, the innermost last. */
  private readonly names: number[] = [];
  private top: Level | undefined;
  private copied = 0;
  private pos = 0;

  constructor(bytes: Uint8Array, decoder: TextDecoder, listener: TameListener) {
    this.bytes = bytes;
    this.decoder = decoder;
    this.listener = listener;
  }

  text(): string {
    while (this.pos < this.bytes.length) this.step();
    this.parts.push(this.decoder.decode(this.bytes.subarray(this.copied)));
    return this.parts.join("");
  }

  private step(): void {
    const byte = this.bytes[this.pos] ?? 0;
    if (byte === QUOTE) this.passString();
    else if (byte === MINUS || (byte >= ZERO && byte <= NINE)) this.passNumber();
    else if (byte === COMMA) this.passComma();
    else if (byte === OPEN_OBJECT || byte === OPEN_LIST) this.open(byte === OPEN_LIST);
    else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) this.close();
    else if (byte === 0x4e || byte === 0x49) this.passWord(); // N, I
    else this.pos += 1;
  }

  private passString(): void {
    const { top, pos } = this;
    this.pos = endOfString(this.bytes, pos);
    if (top?.kind !== "object" || !top.expectsName) return;
    top.expectsName = false;
    if (this.isRepeated(top.names, pos + 1, this.pos - 1)) this.listener.onRepeatedName();
    this.names.push(pos + 1, this.pos - 1);
  }

  private isRepeated(first: number, start: number, end: number): boolean {
    const { names } = this;
    for (let at = Math.max(first, names.length - 2 * COMPARED_MAX); at < names.length; at += 2) {
      if (this.isSame(names[at] ?? 0, names[at + 1] ?? 0, start, end)) return true;
    }
    return false;
  }

  private passNumber(): void {
    const end = endOfNumber(this.bytes, this.pos);
    const digits = end - this.pos - (this.bytes[this.pos] === MINUS ? 1 : 0);
    if (digits === 0) this.passWord();
    else if (digits > EXACT_DIGITS_MAX && isWholeNumber(this.bytes, this.pos, end)) this.quote(end);
    else this.pos = end;
  }

  private passWord(): void {
    const { pos } = this;
    const word = NOT_FINITE.find((text) => this.textOf({ start: pos, end: pos + text.length }) === text);
    if (word === undefined) this.pos += 1;
    else this.quote(pos + word.length);
  }

  private passComma(): void {
    const { top } = this;
    const end = this.pos;
    this.pos += 1;
    if (top?.kind === "object") top.expectsName = true;
    if (top?.kind === "list") this.endItem(top, end);
  }

  private endItem(list: Level & { kind: "list" }, end: number): void {
    this.listener.onItem(list.name, { start: list.itemStart, end });
    list.items += 1;
    list.itemStart = this.pos;
    if (list.items === ITEMS_MAX.get(list.name)) this.leaveOutRest();
  }

  private open(isList: boolean): void {
    if (this.levels.length >= LEVELS_MAX) {
      this.replace(endOfValue(this.bytes, this.pos), "null");
      return;
    }
    const name = isList ? this.nameOfList() : "";
    this.pos += 1;
    this.top = isList ? { kind: "list", name, items: 0, itemStart: this.pos } : { kind: "object", names: this.names.length, expectsName: true };
    this.levels.push(this.top);
    if (isList && !ITEMS_MAX.has(name)) this.leaveOutRest();
  }

  private close(): void {
    const { top } = this;
    const isFilled = top?.kind === "list" && pastSpace(this.bytes, top.itemStart) < this.pos;
    if (top?.kind === "list" && isFilled) this.listener.onItem(top.name, { start: top.itemStart, end: this.pos });
    if (top?.kind === "object") this.names.length = top.names;
    this.levels.pop();
    this.top = this.levels.at(-1);
    this.pos += 1;
  }

  /** Items that follow up to the end of the list: of a list that is read their number remains. */
  private leaveOutRest(): void {
    const { bytes, top } = this;
    const start = pastSpace(bytes, this.pos);
    let [pos, items] = [start, 0];
    while (pos < bytes.length && bytes[pos] !== CLOSE_LIST) {
      const end = pastSpace(bytes, endOfValue(bytes, pos));
      items += 1;
      pos = bytes[end] === COMMA ? pastSpace(bytes, end + 1) : end;
      if (bytes[end] !== COMMA) break;
    }
    const isRead = top?.kind === "list" && ITEMS_MAX.has(top.name);
    if (items > 0) this.replace(pos, isRead ? String(items) : "");
  }

  private nameOfList(): string {
    const [start = 0, end = 0] = this.top?.kind === "object" ? this.names.slice(-2) : [];
    return end - start > LONGEST_NAME ? "" : this.textOf({ start, end });
  }

  private quote(end: number): void {
    this.replace(end, `"${this.textOf({ start: this.pos, end })}"`);
  }

  private replace(end: number, text: string): void {
    this.parts.push(this.decoder.decode(this.bytes.subarray(this.copied, this.pos)), text);
    this.pos = end;
    this.copied = end;
  }

  private textOf({ start, end }: Range): string {
    return this.decoder.decode(this.bytes.subarray(start, end));
  }

  private isSame(one: number, oneEnd: number, other: number, otherEnd: number): boolean {
    const { bytes } = this;
    let at = one;
    for (let to = other; oneEnd - one === otherEnd - other && at < oneEnd && bytes[at] === bytes[to]; to += 1) at += 1;
    return at === oneEnd && oneEnd - one === otherEnd - other;
  }
}
