/** A value, or a member's name, in a text of JSON: from its first UTF-16 unit up to the one after its last. */
export interface JsonPart {
  kind: "key" | "string" | "number" | "word" | "container";
  start: number;
  end: number;
  /** Members' names and places in lists on the way to it; for a key, to its value. Valid until the visitor returns. */
  path: readonly string[];
}

/** What is told of a text's parts. A container may be asked for before it is entered: true has it told as one part when it ends. */
export interface JsonVisitor {
  wants(path: readonly string[]): boolean;
  part(part: JsonPart): void;
}

const SPACE = /\s*/y;
const NUMBER = /[+-]?(?:\d[\d_]*(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y;
const WORD = /(?:true|false|null|None|True|False|NaN|-?Infinity|undefined)(?![\w(])/y;

interface Frame {
  isList: boolean;
  closing: string;
  start: number;
  index: number;
}

/**
 * Reads JSON as it is found in telemetry: also cut short, with Python's quotes and words, and with trailing commas. Tells of each part in order,
 * and returns where the outermost container ended (the text's length when it was cut), or where it turned out to be no JSON. Does not recurse.
 */
export function readJsonText(text: string, from: number, visitor: JsonVisitor): { isJson: boolean; end: number } {
  const frames: Frame[] = [];
  const path: string[] = [];
  let wanted: Frame | undefined;
  let at = from;
  const tell = (kind: JsonPart["kind"], start: number, end: number): void => {
    if (wanted === undefined) visitor.part({ kind, start, end, path });
  };
  for (;;) {
    at = matchEnd(SPACE, text, at) ?? at;
    const frame = frames.at(-1);
    if (at >= text.length) {
      if (wanted !== undefined) visitor.part({ kind: "container", start: wanted.start, end: text.length, path: path.slice(0, frames.indexOf(wanted)) });
      return { isJson: frames.length > 0, end: text.length };
    }
    if (frame !== undefined && text[at] === frame.closing) {
      at += 1;
      frames.pop();
      path.length = Math.max(0, frames.length);
      if (frame === wanted) {
        wanted = undefined;
        tell("container", frame.start, at);
      }
      if (frames.length === 0) return { isJson: true, end: at };
      at = afterComma(text, at);
      continue;
    }
    if (frame !== undefined) {
      const keyEnd = enter(text, at, frame, path, frames.length - 1);
      if (keyEnd === undefined) return { isJson: false, end: at };
      if (!frame.isList) {
        tell("key", at, Math.min(keyEnd.end, text.length));
        at = keyEnd.next;
        if (at >= text.length) continue;
      }
    }
    const opening = text[at];
    if (opening === "{" || opening === "[" || opening === "(") {
      const opened: Frame = { isList: opening !== "{", closing: opening === "{" ? "}" : opening === "[" ? "]" : ")", start: at, index: 0 };
      if (wanted === undefined && visitor.wants(path)) wanted = opened;
      frames.push(opened);
      at += 1;
      continue;
    }
    if (frame === undefined) return { isJson: false, end: at };
    const end = scalarEnd(text, at);
    if (end === undefined) return { isJson: false, end: at };
    tell(end.kind, at, end.end);
    at = afterComma(text, end.end);
  }
}

/** Puts the next key or index on the path, over what is there from a sibling. */
function enter(text: string, at: number, frame: Frame, path: string[], depth: number): { end: number; next: number } | undefined {
  if (frame.isList) {
    path[depth] = String(frame.index);
    frame.index += 1;
    return { end: at, next: at };
  }
  if (text[at] !== '"' && text[at] !== "'") return undefined;
  const end = stringEnd(text, at);
  path[depth] = decodeString(text.slice(at, end));
  const colon = matchEnd(SPACE, text, end) ?? end;
  if (colon >= text.length) return { end, next: colon };
  if (text[colon] !== ":") return undefined;
  return { end, next: matchEnd(SPACE, text, colon + 1) ?? colon + 1 };
}

function scalarEnd(text: string, at: number): { kind: "string" | "number" | "word"; end: number } | undefined {
  if (text[at] === '"' || text[at] === "'") return { kind: "string", end: stringEnd(text, at) };
  const word = matchEnd(WORD, text, at);
  if (word !== undefined) return { kind: "word", end: word };
  const number = matchEnd(NUMBER, text, at);
  return number === undefined ? undefined : { kind: "number", end: number };
}

/** Where the string that opens at `at` ends, with its closing quote; the text's length when it was cut. */
function stringEnd(text: string, at: number): number {
  const quote = text[at] ?? '"';
  let end = at + 1;
  for (;;) {
    const close = text.indexOf(quote, end);
    if (close < 0) return text.length;
    let backslashes = 0;
    while (text[close - 1 - backslashes] === "\\" && close - backslashes > at + 1) backslashes += 1;
    if (backslashes % 2 === 0) return close + 1;
    end = close + 1;
  }
}

function afterComma(text: string, at: number): number {
  const next = matchEnd(SPACE, text, at) ?? at;
  return text[next] === "," ? next + 1 : next;
}

function matchEnd(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

const ESCAPE = /\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([\s\S]))/g;
const PLAIN_ESCAPES: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f", "\n": "" };

/** The text that a quoted string stands for, JSON's or Python's; its closing quote may be missing. */
export function decodeString(quoted: string): string {
  const inner = quoted.length > 1 && quoted.at(-1) === quoted[0] && !endsEscaped(quoted) ? quoted.slice(1, -1) : quoted.slice(1);
  if (!inner.includes("\\")) return inner;
  return inner.replace(ESCAPE, (_, unicode: string | undefined, hex: string | undefined, plain: string | undefined) => {
    const code = unicode ?? hex;
    return code === undefined ? (PLAIN_ESCAPES[plain ?? ""] ?? plain ?? "") : String.fromCharCode(Number.parseInt(code, 16));
  });
}

/** A text as a quoted string in the manner of the one it replaces; without the closing quote where that one had none. */
export function encodeString(text: string, quoted: string): string {
  const isWhole = quoted.length > 1 && quoted.at(-1) === quoted[0] && !endsEscaped(quoted);
  const json = JSON.stringify(text);
  const manner = quoted[0] === "'" ? `'${json.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'` : json;
  return isWhole ? manner : manner.slice(0, -1);
}

function endsEscaped(quoted: string): boolean {
  let backslashes = 0;
  while (quoted[quoted.length - 2 - backslashes] === "\\" && backslashes < quoted.length - 2) backslashes += 1;
  return backslashes % 2 === 1;
}
