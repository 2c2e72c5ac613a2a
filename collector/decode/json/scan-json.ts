const [QUOTE, BACKSLASH, COMMA, PLUS, MINUS, DOT, ZERO, NINE] = [0x22, 0x5c, 0x2c, 0x2b, 0x2d, 0x2e, 0x30, 0x39];
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];
const [SPACE, TAB, LINE, RETURN] = [0x20, 0x09, 0x0a, 0x0d];
/** Of a string longer than this the end is looked for by the machine's own search, which is slower to begin with. */
const LOOKED_AT = 48;

/** Bytes `start` up to `end`. */
export interface Range {
  start: number;
  end: number;
}

/** Where the string that opens at `start` ends, after its quote; the end of the bytes when it does not. */
export function endOfString(bytes: Uint8Array, start: number): number {
  let pos = start + 1;
  const near = Math.min(bytes.length, pos + LOOKED_AT);
  while (pos < near) {
    if (bytes[pos] === QUOTE) return pos + 1;
    pos += bytes[pos] === BACKSLASH ? 2 : 1;
  }
  return endOfLongString(bytes, pos);
}

function endOfLongString(bytes: Uint8Array, from: number): number {
  let quote = bytes.indexOf(QUOTE, from);
  while (quote !== -1 && isEscaped(bytes, quote, from)) quote = bytes.indexOf(QUOTE, quote + 1);
  return quote === -1 ? bytes.length : quote + 1;
}

/** Whether an odd number of backslashes stands before the byte. */
function isEscaped(bytes: Uint8Array, at: number, from: number): boolean {
  let first = at;
  while (first > from && bytes[first - 1] === BACKSLASH) first -= 1;
  return (at - first) % 2 === 1;
}

/** Where the value that begins at `start` ends, however deep it is; what is no JSON ends somewhere after `start`. */
export function endOfValue(bytes: Uint8Array, start: number): number {
  let [pos, depth] = [start, 0];
  while (pos < bytes.length) {
    const byte = bytes[pos] ?? 0;
    const isClose = byte === CLOSE_LIST || byte === CLOSE_OBJECT;
    if (depth === 0 && pos > start && (isClose || byte === COMMA)) return pos;
    if (byte === OPEN_LIST || byte === OPEN_OBJECT) depth += 1;
    if (isClose) depth -= 1;
    pos = byte === QUOTE ? endOfString(bytes, pos) : pos + 1;
    if (depth <= 0 && (isClose || byte === QUOTE)) return pos;
  }
  return pos;
}

/** Where the number that begins at `start` ends. */
export function endOfNumber(bytes: Uint8Array, start: number): number {
  let pos = start;
  while (isOfNumber(bytes[pos] ?? 0)) pos += 1;
  return pos;
}

/** Whether these bytes are digits only, but for a sign. */
export function isWholeNumber(bytes: Uint8Array, start: number, end: number): boolean {
  for (let pos = bytes[start] === MINUS ? start + 1 : start; pos < end; pos += 1) if (!isDigit(bytes[pos] ?? 0)) return false;
  return true;
}

/** The first place from `start` on that is no white space. */
export function pastSpace(bytes: Uint8Array, start: number): number {
  let pos = start;
  while (isSpace(bytes[pos])) pos += 1;
  return pos;
}

const isSpace = (byte: number | undefined): boolean => byte === SPACE || byte === LINE || byte === RETURN || byte === TAB;
const isDigit = (byte: number): boolean => byte >= ZERO && byte <= NINE;
const isOfNumber = (byte: number): boolean => isDigit(byte) || byte === DOT || byte === MINUS || byte === PLUS || byte === 0x65 || byte === 0x45; // e, E
