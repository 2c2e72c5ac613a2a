import type { Detector, Range } from "./detector.ts";

const BEGIN = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/g;
/** What a key without an end (cut by a limit) is made of: lines of base64, breaks also as escapes, PEM headers. */
const BODY = /(?:(?:\\[nrt]|\s)*[A-Za-z0-9+/=]{16,})*(?:\\[nrt]|\s)*[A-Za-z0-9+/=]*/y;
const BODY_CHARS_MAX = 32 * 1024;

/** Private keys in PEM (RFC 7468) and of OpenPGP; where the end is missing, as much as looks like a key. */
export const PRIVATE_KEY: Detector = {
  name: "private-key",
  anchors: [{ literals: ["PRIVATE KEY"], shape: "PRIVATE KEY" }],
  find(text) {
    const ranges: Range[] = [];
    let from = 0;
    for (const match of text.matchAll(BEGIN)) {
      if (match.index < from) continue;
      from = endOf(text, match.index + match[0].length);
      ranges.push({ start: match.index, end: from });
    }
    return ranges;
  },
};

function endOf(text: string, from: number): number {
  const near = text.slice(from, from + BODY_CHARS_MAX);
  const end = /-----END [A-Z0-9 ]{0,40}-----|-----BEGIN /.exec(near);
  if (end !== null && end[0].startsWith("-----END")) return from + end.index + end[0].length;
  BODY.lastIndex = from;
  BODY.test(text);
  return Math.max(BODY.lastIndex, from);
}
