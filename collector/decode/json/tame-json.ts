import { ATTRIBUTES_MAX, EVENTS_MAX, LINKS_MAX, NESTED_VALUES_MAX, RECORDS_MAX } from "../limits.ts";
import { Malformed } from "../malformed.ts";
import { GrownBytes } from "./grown-bytes.ts";
import { knownNameAt } from "./known-names.ts";
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
/** Objects and items of lists in one request: each costs some hundred bytes of memory, and may be written in three. */
const VALUES_MAX = 4_000_000;
const ENCODER = new TextEncoder();
const TEXTS = { quote: ENCODER.encode('"'), null: ENCODER.encode("null"), noMember: ENCODER.encode('"":0') };
const NOT_FINITE = ["NaN", "Infinity", "-Infinity"];

const [QUOTE, COLON, COMMA, MINUS, ZERO, NINE] = [0x22, 0x3a, 0x2c, 0x2d, 0x30, 0x39];
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];

/** What is open at some level: a list, with the name it has in its object, or an object, with the names it has had. */
type Level = { kind: "list"; name: string; items: number; itemStart: number } | { kind: "object"; names: string[]; last: string; expectsName: boolean };

/** What the walk has come across. */
export interface TameListener {
  /** An item of a list of this name has ended. */
  onItem: (list: string, range: Range) => void;
  /** A member of an object has a name that another one has. */
  onRepeatedName: () => void;
}

/**
 * JSON text that JSON.parse can be given, whatever was sent: it is not too deep, it makes no more values than can be borne, and no digit
 * of a whole number is lost. Else it is what was sent, faults included. What is changed: numbers of sixteen digits and more, NaN and
 * Infinity become strings, as OTLP/JSON has them; values too deep become null; items over a list's limit become one number, their
 * count; members that OTLP does not know lose name and value. Throws `Malformed` when there are too many values even so.
 */
export function tameJson(bytes: Uint8Array, decoder: TextDecoder, listener: TameListener): string {
  return new Tamer(bytes, decoder, listener).text();
}

class Tamer {
  private readonly bytes: Uint8Array;
  private readonly decoder: TextDecoder;
  private readonly listener: TameListener;
  /** What is copied is made only when something is changed, which is seldom. */
  private tamed: GrownBytes | undefined;
  private readonly levels: Level[] = [];
  private top: Level | undefined;
  private values = 0;
  private copied = 0;
  private pos = 0;

  constructor(bytes: Uint8Array, decoder: TextDecoder, listener: TameListener) {
    this.bytes = bytes;
    this.decoder = decoder;
    this.listener = listener;
  }

  text(): string {
    while (this.pos < this.bytes.length) this.step();
    if (this.tamed === undefined) return this.decoder.decode(this.bytes);
    this.tamed.add(this.bytes.subarray(this.copied));
    return this.decoder.decode(this.tamed.all());
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
    const end = endOfString(this.bytes, pos);
    if (top?.kind === "object" && top.expectsName) this.passName(top, end);
    else this.pos = end;
  }

  private passName(object: Level & { kind: "object" }, end: number): void {
    object.expectsName = false;
    const name = knownNameAt(this.bytes, this.pos, end);
    if (name === undefined) {
      this.dropMembers(end);
      return;
    }
    if (object.names.includes(name)) this.listener.onRepeatedName();
    else object.names.push(name);
    object.last = name;
    this.pos = end;
  }

  /** Members that are not known go together; something remains of them, since a comma may stand before and after. */
  private dropMembers(nameEnd: number): void {
    let end = this.endOfMember(nameEnd);
    if (end === undefined) this.pos = nameEnd;
    for (let next = end; next !== undefined; next = this.endOfUnknownAfter(next)) end = next;
    if (end !== undefined) this.replace(end, TEXTS.noMember);
  }

  /** Where the value ends of the member whose name ends there; undefined when it has none. */
  private endOfMember(nameEnd: number): number | undefined {
    const colon = pastSpace(this.bytes, nameEnd);
    return this.bytes[colon] === COLON ? endOfValue(this.bytes, pastSpace(this.bytes, colon + 1)) : undefined;
  }

  /** Where the next member ends, if it is not known either. */
  private endOfUnknownAfter(end: number): number | undefined {
    const comma = pastSpace(this.bytes, end);
    const quote = pastSpace(this.bytes, comma + 1);
    if (this.bytes[comma] !== COMMA || this.bytes[quote] !== QUOTE) return undefined;
    const nameEnd = endOfString(this.bytes, quote);
    return knownNameAt(this.bytes, quote, nameEnd) === undefined ? this.endOfMember(nameEnd) : undefined;
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
    this.countValue();
    list.items += 1;
    list.itemStart = this.pos;
    if (list.items === ITEMS_MAX.get(list.name)) this.leaveOutRest();
  }

  private open(isList: boolean): void {
    if (this.levels.length >= LEVELS_MAX) {
      this.replace(endOfValue(this.bytes, this.pos), TEXTS.null);
      return;
    }
    this.countValue();
    const name = this.top?.kind === "object" ? this.top.last : "";
    this.pos += 1;
    this.top = isList ? { kind: "list", name, items: 0, itemStart: this.pos } : { kind: "object", names: [], last: "", expectsName: true };
    this.levels.push(this.top);
    if (isList && !ITEMS_MAX.has(name)) this.leaveOutRest();
  }

  private close(): void {
    const { top } = this;
    const isFilled = top?.kind === "list" && pastSpace(this.bytes, top.itemStart) < this.pos;
    if (top?.kind === "list" && isFilled) this.listener.onItem(top.name, { start: top.itemStart, end: this.pos });
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
    if (items > 0) this.replace(pos, ENCODER.encode(isRead ? String(items) : ""));
  }

  private countValue(): void {
    this.values += 1;
    if (this.values > VALUES_MAX) throw new Malformed("request", `at most ${VALUES_MAX} objects and items of lists`, "more");
  }

  private quote(end: number): void {
    this.replace(end, TEXTS.quote, this.bytes.subarray(this.pos, end), TEXTS.quote);
  }

  private replace(end: number, ...parts: Uint8Array[]): void {
    this.tamed ??= new GrownBytes(this.bytes.length);
    this.tamed.add(this.bytes.subarray(this.copied, this.pos));
    for (const part of parts) this.tamed.add(part);
    this.pos = end;
    this.copied = end;
  }

  private textOf({ start, end }: Range): string {
    return this.decoder.decode(this.bytes.subarray(start, end));
  }
}
