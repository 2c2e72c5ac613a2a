import { pointerTokens } from "@/lib/model/json-pointer.ts";
import type { Anchor } from "./detectors/detector.ts";
import type { FieldRule } from "./rules.ts";

/** A shorter text is in nearly every span. */
const LITERAL_CHARS_MIN = 3;
/** Keys of texts that have no key in the bytes: a span's name and status message, a log's body. */
const KEYLESS = ["name", "status.message", "body"];

/** In JSON any letter may be written by its number. `\u003c`, `\u0026` and the like, which encoders write, stand for no letter of an anchor. */
export const ESCAPED: Anchor = { literals: ["\\u00"], shape: String.raw`\\u00(?:2[bdef]|3[0-9a]|4|5[0-9af]|6[1-9a-f]|7[0-9a])`, anyCase: true };

/** What is in a text in which a pointer can name something; undefined where that may be any text. */
export function anchorOfPointer(pointer: string): Anchor | undefined {
  const names = pointerTokens(pointer).filter((token) => !token.includes("*") && isPlain(token));
  const name = names.toSorted((a, b) => b.length - a.length)[0];
  if (name === undefined) return undefined;
  if (name.length >= LITERAL_CHARS_MIN) return literally([name]);
  return name.length === LITERAL_CHARS_MIN - 1 ? literally([`"${name}`, `'${name}`, `2${name}`, `${String.fromCharCode(name.length)}${name}`]) : undefined;
}

/** What is in the texts for which a rule is, where the rule itself says so. */
export function textAnchorOf({ pointer, contains }: FieldRule): Anchor | undefined {
  if (contains !== undefined && contains.length >= LITERAL_CHARS_MIN && isPlain(contains)) return literally([contains]);
  return anchorOfPointer(pointer);
}

/** What is in a request's bytes wherever a rule can apply, be it the text's or the attribute's key; undefined where that may be any span. */
export function byteAnchorOf(rule: FieldRule, fits: (glob: string, key: string) => boolean): Anchor | undefined {
  const inText = textAnchorOf(rule);
  if (inText !== undefined) return inText;
  const keys = rule.attributes.map((glob) => glob.split("*").toSorted((a, b) => b.length - a.length)[0] ?? "");
  const isKnown = keys.every((key) => key.length >= LITERAL_CHARS_MIN && isPlain(key)) && !rule.attributes.some((glob) => KEYLESS.some((key) => fits(glob, key)));
  return isKnown ? literally(keys) : undefined;
}

const isPlain = (text: string): boolean => /^[\x20-\x7e]+$/.test(text) && !/["\\]/.test(text);

const literally = (literals: readonly string[]): Anchor => ({ literals, shape: `(?:${literals.map((text) => text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&")).join("|")})` });

/** Says whether any of the anchors is in a text. */
export function matcherOf(anchors: readonly Anchor[]): (text: string) => boolean {
  const [exact, anyCase] = [anchors.filter((anchor) => anchor.anyCase !== true), anchors.filter((anchor) => anchor.anyCase === true)];
  const patterns = [patternOf(exact, ""), patternOf(anyCase, "i")].filter((pattern) => pattern !== undefined);
  return (text) => patterns.some((pattern) => pattern.test(text));
}

function patternOf(anchors: readonly Anchor[], flags: string): RegExp | undefined {
  return anchors.length === 0 ? undefined : new RegExp(anchors.map((anchor) => anchor.shape).join("|"), flags);
}
