import type { Anchor } from "./detectors/detector.ts";
import { mayHoldCard } from "./detectors/card.ts";

/** Where in a request's bytes redaction might find something. */
export interface Suspicion {
  /** How many places are marked; infinite where a rule may concern anything. */
  readonly marks: number;
  /** Whether there is a mark in the bytes from `start` up to `end`; false is certain. */
  isSuspicious(start: number, end: number): boolean;
}

const CARD_DIGITS_MIN = 13;
/** Digits, and what may stand between groups of them. */
const [DIGIT, SEPARATOR] = [1, 2];
const CLASS = Uint8Array.from({ length: 256 }, (_, byte) => (byte >= 0x30 && byte <= 0x39 ? DIGIT : byte === 0x20 || byte === 0x2d ? SEPARATOR : 0));
/** What the table knows of a pair of bytes: that probes begin there, that it is of two digits, or both. */
const [PROBED, DIGITS] = [1, 2];
const LATIN1 = new TextDecoder("latin1");

/** Looks for an anchor where two of its bytes were seen, `back` bytes behind its beginning. */
interface Probe {
  shape: RegExp;
  back: number;
}

/** Everything is suspicious: a rule may concern any span. */
const ALL: Suspicion = { marks: Number.POSITIVE_INFINITY, isSuspicious: () => true };

/**
 * Makes the quick pass over the bytes of a request: every second pair of neighbouring bytes is looked up in a table of the pairs that anchors
 * are made of, and only where one was seen a regular expression looks closer. undefined among the anchors makes all suspicious.
 */
export function createSuspect(anchors: readonly (Anchor | undefined)[], findCards: boolean): (body: Uint8Array) => Suspicion {
  const known = anchors.filter((anchor) => anchor !== undefined);
  if (known.length < anchors.length) return () => ALL;
  const probes = probesOf(known);
  const table = tableOf(probes.keys(), findCards);
  return (body) => suspicionAt(marksIn(body, table, probes));
}

function marksIn(body: Uint8Array, table: Uint8Array, probes: ReadonlyMap<number, readonly Probe[]>): number[] {
  const marks: number[] = [];
  let text: string | undefined;
  let pastDigits = 0;
  const last = body.length - 1;
  for (let at = 0; at < last; at += 2) {
    const pair = ((body[at] ?? 0) << 8) | (body[at + 1] ?? 0);
    const kind = table[pair] ?? 0;
    if (kind === 0) continue;
    if ((kind & DIGITS) !== 0 && at >= pastDigits) pastDigits = markDigits(body, at, marks);
    if ((kind & PROBED) === 0) continue;
    text ??= LATIN1.decode(body);
    for (const { shape, back } of probes.get(pair) ?? []) {
      shape.lastIndex = at - back;
      if (at >= back && shape.test(text)) marks.push(at - back);
    }
  }
  return marks.toSorted((a, b) => a - b);
}

/** Marks the run of digits around a place where it may hold a card number; returns where it ends. */
function markDigits(body: Uint8Array, at: number, marks: number[]): number {
  let [start, end, digits] = [at, at, 0];
  while (start > 0 && goesOn(body, start - 1, -1)) start -= 1;
  for (; goesOn(body, end, 1); end += 1) if (CLASS[body[end] ?? 0] === DIGIT) digits += 1;
  for (let index = start; index < at; index += 1) if (CLASS[body[index] ?? 0] === DIGIT) digits += 1;
  if (digits >= CARD_DIGITS_MIN && mayHoldCard(LATIN1.decode(body.subarray(start, end)))) marks.push(at);
  return end;
}

function goesOn(body: Uint8Array, at: number, step: number): boolean {
  const kind = CLASS[body[at] ?? 0];
  return kind === DIGIT || (kind === SEPARATOR && CLASS[body[at + step] ?? 0] === DIGIT);
}

function suspicionAt(marks: readonly number[]): Suspicion {
  return {
    marks: marks.length,
    isSuspicious(start, end) {
      let [low, high] = [0, marks.length];
      while (low < high) {
        const middle = (low + high) >>> 1;
        if ((marks[middle] ?? 0) < start) low = middle + 1;
        else high = middle;
      }
      return low < marks.length && (marks[low] ?? 0) < end;
    },
  };
}

function tableOf(pairs: Iterable<number>, findCards: boolean): Uint8Array {
  const table = new Uint8Array(65_536);
  if (findCards) for (let tens = 0x30; tens <= 0x39; tens += 1) table.fill(DIGITS, (tens << 8) | 0x30, ((tens << 8) | 0x39) + 1);
  for (const pair of pairs) table[pair] = (table[pair] ?? 0) | PROBED;
  return table;
}

function probesOf(anchors: readonly Anchor[]): Map<number, Probe[]> {
  const probes = new Map<number, Probe[]>();
  for (const anchor of anchors) {
    const shape = new RegExp(anchor.shape, anchor.anyCase === true ? "iy" : "y");
    for (const literal of anchor.literals) {
      for (const { pair, back } of pairsOf(literal, anchor.anyCase === true)) {
        const there = probes.get(pair) ?? [];
        if (!there.some((probe) => probe.shape === shape && probe.back === back)) probes.set(pair, [...there, { shape, back }]);
      }
    }
  }
  return probes;
}

/** Two overlapping pairs of a literal: whether it begins at an even or an odd byte, one of them is looked at. A single byte is paired with any other. */
function pairsOf(literal: string, anyCase: boolean): { pair: number; back: number }[] {
  if (literal.length === 1) {
    const byte = literal.charCodeAt(0);
    return Array.from({ length: 256 }, (_, other) => [{ pair: (other << 8) | byte, back: -1 }, { pair: (byte << 8) | other, back: 0 }]).flat();
  }
  const from = rarestPlace(literal);
  return [from, from + 1].flatMap((back) =>
    casesOf(literal.charAt(back), anyCase).flatMap((first) => casesOf(literal.charAt(back + 1), anyCase).map((second) => ({ pair: (first.charCodeAt(0) << 8) | second.charCodeAt(0), back }))),
  );
}

const casesOf = (letter: string, anyCase: boolean): string[] => (anyCase ? [...new Set([letter.toLowerCase(), letter.toUpperCase()])] : [letter]);

/** Where in a literal three characters stand that texts have least of. */
function rarestPlace(literal: string): number {
  const common = (index: number): number => ("etaoinsr ".includes(literal.charAt(index)) ? 4 : /[a-z0-9"_.:]/.test(literal.charAt(index)) ? 2 : 1);
  const places = Array.from({ length: literal.length - 2 }, (_, index) => index);
  return places.reduce((best, index) => (common(index) + common(index + 1) + common(index + 2) < common(best) + common(best + 1) + common(best + 2) ? index : best), 0);
}
