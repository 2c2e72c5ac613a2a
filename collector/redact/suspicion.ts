import type { Anchor } from "./detectors/detector.ts";
import { mayHoldNumber, NUMBER_CHARS_MIN } from "./detectors/digit-run.ts";

/** Where in a request's bytes redaction might find something. */
export interface Suspicion {
  /** How many places are marked; infinite where a rule may concern anything. */
  readonly marks: number;
  /** Whether there is a mark in the bytes from `start` up to `end`; false is certain. */
  isSuspicious(start: number, end: number): boolean;
}

/** Digits, and what may stand between groups of them. */
const [DIGIT, SEPARATOR] = [1, 2];
const CLASS = Uint8Array.from({ length: 256 }, (_, byte) => (byte >= 0x30 && byte <= 0x39 ? DIGIT : byte === 0x20 || byte === 0x2d ? SEPARATOR : 0));
/** No shape looks further; all bytes as one text would cost as much as the rest of the pass. */
const SHAPE_BYTES_MAX = 600;
/** In the table of pairs: this bit for two digits, the others for the number of a list of probes. */
const DIGITS = 1;
const isLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/** An anchor to look for where two of its literal's bytes were seen, `back` bytes behind its beginning. */
interface Probe {
  shape: RegExp;
  literal: Uint8Array;
  /** By byte, whether it can stand behind the literal; undefined where any can, or none. */
  follows: Uint8Array | undefined;
  /** 0x20 where capital letters are as good as others, else 0. */
  fold: number;
  back: number;
}

/** By two bytes: what may begin there. */
interface Pairs {
  table: Uint16Array;
  lists: readonly (readonly Probe[])[];
}

/** Everything is suspicious: a rule may concern any span. */
const ALL: Suspicion = { marks: Number.POSITIVE_INFINITY, isSuspicious: () => true };

/**
 * Makes the quick pass over the bytes of a request: every second pair of neighbouring bytes is looked up in a table of the pairs that anchors
 * are made of, and only where a whole literal stands a regular expression looks closer. undefined among the anchors makes all suspicious.
 */
export function createSuspect(anchors: readonly (Anchor | undefined)[], findNumbers: boolean): (body: Uint8Array) => Suspicion {
  const known = anchors.filter((anchor) => anchor !== undefined);
  if (known.length < anchors.length) return () => ALL;
  const pairs = pairsOfAnchors(known, findNumbers);
  return (body) => suspicionAt(marksIn(body, pairs));
}

function marksIn(body: Uint8Array, { table, lists }: Pairs): number[] {
  const marks: number[] = [];
  // Two bytes at once, in the order of the machine; what begins at an odd address is copied first.
  const even = body.byteOffset % 2 === 0 ? body : body.slice();
  const units = new Uint16Array(even.buffer, even.byteOffset, even.length >> 1);
  let pastDigits = 0;
  for (let index = 0; index < units.length; index += 1) {
    const kind = table[units[index] ?? 0] ?? 0;
    if (kind === 0) continue;
    const at = index * 2;
    if ((kind & DIGITS) !== 0 && at >= pastDigits && (areDigits(body, at + 2) || areDigits(body, at - 4))) pastDigits = markDigits(body, at, marks);
    const probes = lists[kind >> 1];
    if (probes === undefined) continue;
    for (let next = 0; next < probes.length; next += 1) {
      const probe = probes[next];
      if (probe === undefined || !isLiteral(body, at - probe.back, probe)) continue;
      const start = at - probe.back;
      probe.shape.lastIndex = 0;
      if (probe.shape.test(latin1(body.subarray(start, start + SHAPE_BYTES_MAX)))) marks.push(start);
    }
  }
  return marks.toSorted((a, b) => a - b);
}

const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1");

function isLiteral(body: Uint8Array, start: number, { literal, fold, follows }: Probe): boolean {
  if (start < 0 || start + literal.length > body.length) return false;
  if (follows !== undefined && follows[body[start + literal.length] ?? 0] !== 1) return false;
  for (let index = 0; index < literal.length; index += 1) if (((body[start + index] ?? 0) | fold) !== literal[index]) return false;
  return true;
}

/** Whether four bytes are digits or stand between digits: a run of nine or more has them on one side of any two of its own. */
function areDigits(body: Uint8Array, from: number): boolean {
  return CLASS[body[from] ?? 0] !== 0 && CLASS[body[from + 1] ?? 0] !== 0 && CLASS[body[from + 2] ?? 0] !== 0 && CLASS[body[from + 3] ?? 0] !== 0;
}

/** Marks the run of digits around a place where it may hold a number of a card or a telephone; returns where it ends. */
function markDigits(body: Uint8Array, at: number, marks: number[]): number {
  let [start, end] = [at, at];
  while (start > 0 && goesOn(body, start - 1, -1)) start -= 1;
  while (goesOn(body, end, 1)) end += 1;
  if (end - start >= NUMBER_CHARS_MIN && mayBegin(body, start, end) && mayHoldNumber(latin1(body.subarray(start, end)))) marks.push(at);
  return end;
}

function goesOn(body: Uint8Array, at: number, step: number): boolean {
  const kind = CLASS[body[at] ?? 0];
  return kind === DIGIT || (kind === SEPARATOR && CLASS[body[at + step] ?? 0] === DIGIT);
}

/** Whether a number in a run of digits begins as one of a card does, or of a telephone: most long runs are ids with many zeros in front, and moments. */
function mayBegin(body: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) {
    const isStart = at <= start + 1 || CLASS[body[at - 1] ?? 0] === SEPARATOR;
    const digit = (body[at] ?? 0) - 0x30;
    if (isStart && ((digit >= 2 && digit <= 6) || (digit === 0 && body[at + 1] === 0x30 && (body[at + 2] ?? 0) > 0x30))) return true;
  }
  return false;
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

function pairsOfAnchors(anchors: readonly Anchor[], findNumbers: boolean): Pairs {
  const table = new Uint16Array(65_536);
  const lists: Probe[][] = [[]];
  if (findNumbers) for (let tens = 0x30; tens <= 0x39; tens += 1) for (let ones = 0x30; ones <= 0x39; ones += 1) table[pairOf(tens, ones)] = DIGITS;
  for (const { pair, probe } of anchors.flatMap(probesOf)) {
    const kind = table[pair] ?? 0;
    const list = kind >> 1 === 0 ? lists.push([]) - 1 : kind >> 1;
    lists[list]?.push(probe);
    table[pair] = (list << 1) | (kind & DIGITS);
  }
  return { table, lists };
}

function probesOf({ literals, shape, anyCase, follow }: Anchor): { pair: number; probe: Probe }[] {
  const fold = anyCase === true ? 0x20 : 0;
  const pattern = new RegExp(shape, anyCase === true ? "iy" : "y");
  const follows = follow === undefined ? undefined : followsOf(new RegExp(follow));
  return literals.flatMap((text) => {
    const literal = Uint8Array.from(text, (letter) => letter.charCodeAt(0) | fold);
    return pairsOf(text, anyCase === true).map(({ pair, back }) => ({ pair, probe: { shape: pattern, literal, follows, fold, back } }));
  });
}

const followsOf = (pattern: RegExp): Uint8Array => Uint8Array.from({ length: 256 }, (_, byte) => (pattern.test(String.fromCharCode(byte)) ? 1 : 0));

/** Two bytes as the machine reads them at once. */
const pairOf = (first: number, second: number): number => (isLittleEndian ? first | (second << 8) : (first << 8) | second);

/** Two overlapping pairs of a literal: whether it begins at an even or an odd byte, one of them is looked at. A single byte is paired with any other. */
function pairsOf(literal: string, anyCase: boolean): { pair: number; back: number }[] {
  if (literal.length === 1) {
    const byte = literal.charCodeAt(0);
    return Array.from({ length: 256 }, (_, other) => [{ pair: pairOf(other, byte), back: -1 }, { pair: pairOf(byte, other), back: 0 }]).flat();
  }
  const from = rarestPlace(literal);
  return [from, from + 1].flatMap((back) =>
    casesOf(literal.charAt(back), anyCase).flatMap((first) => casesOf(literal.charAt(back + 1), anyCase).map((second) => ({ pair: pairOf(first.charCodeAt(0), second.charCodeAt(0)), back }))),
  );
}

const casesOf = (letter: string, anyCase: boolean): string[] => (anyCase ? [...new Set([letter.toLowerCase(), letter.toUpperCase()])] : [letter]);

/** Letters and signs that texts of agents have much of, in groups from the most frequent on; all others are rare. */
const FREQUENT = [" etaoinsr", "lhdcum_\"", "pgfybwv.:,0123456789k"];

/** Where in a literal three characters stand that texts have least of. */
function rarestPlace(literal: string): number {
  const rarity = (index: number): number => {
    const group = FREQUENT.findIndex((letters) => letters.includes(literal.charAt(index)));
    return group < 0 ? FREQUENT.length : group;
  };
  const cost = (index: number): number => -(rarity(index) + rarity(index + 1)) - (rarity(index + 1) + rarity(index + 2));
  const places = Array.from({ length: literal.length - 2 }, (_, index) => index);
  return places.reduce((best, index) => (cost(index) < cost(best) ? index : best), 0);
}
