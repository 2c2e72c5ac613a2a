import { type Detector, rangesOf } from "./detector.ts";

const SCHEME = /(?<=(?<![A-Za-z0-9](?<!\\[nrt]))(?:bearer|basic)(?:\s|%20|\+){1,4})[A-Za-z0-9._~+/-]{8,8192}={0,2}/gi;
const BEARER_CHARS_MIN = 16;
const CASE_CHANGES_MIN = 3;

/** The values of an `Authorization` header: `Bearer` (RFC 6750 §2.1) and `Basic` (RFC 7617). */
export const AUTHORIZATION: Detector = {
  name: "authorization",
  anchors: [{ literals: ["bearer", "basic"], shape: String.raw`(?:bearer|basic)(?:\s|%20|\+){1,4}[A-Za-z0-9._~+/-]{8}`, anyCase: true }],
  find: (text) => rangesOf(text, SCHEME, (value, start) => (/basic\W/i.test(text.slice(Math.max(0, start - 10), start)) ? isUserAndPassword(value) : isToken(value))),
};

/** Words are not tokens: there is a digit in it, or capitals come and go. */
const isToken = (value: string): boolean => value.length >= BEARER_CHARS_MIN && (/\d/.test(value) || (value.match(/[a-z][A-Z]/g)?.length ?? 0) >= CASE_CHANGES_MIN);

function isUserAndPassword(value: string): boolean {
  try {
    return /^[\x20-\x7e\x80-\xff]*:[\x20-\x7e\x80-\xff]+$/.test(atob(value));
  } catch {
    return false;
  }
}
