const EXCERPT_CHARS_MAX = 40;

/** Why a span or log record cannot be taken: a sentence naming the field (as in the OTLP proto), what was expected and what was found. */
export class Malformed extends Error {
  readonly field: string;

  constructor(field: string, expected: string, found: string) {
    super(`${field}: expected ${expected}, found ${found}`);
    this.field = field;
  }
}

/** A value in words, short enough for an error message. */
export function inWords(value: unknown): string {
  if (value === undefined || value === null) return "nothing";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "string") return `the text ${JSON.stringify(excerptOf(value))}`;
  const isPlain = typeof value === "number" || typeof value === "bigint" || typeof value === "boolean";
  return isPlain ? String(value) : "an object";
}

function excerptOf(text: string): string {
  return text.length > EXCERPT_CHARS_MAX ? `${text.slice(0, EXCERPT_CHARS_MAX).toWellFormed()}…` : text;
}
