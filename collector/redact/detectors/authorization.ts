import { type Detector, rangesOf } from "./detector.ts";

const SCHEME = /(?<=(?<![A-Za-z0-9](?<!\\[nrt]))(?:bearer|basic|apikey|token)(?:\s|%20|\+){1,4})[A-Za-z0-9._~+/-]{8,8192}={0,2}/gi;
const BEARER_CHARS_MIN = 16;

/** The values of an `Authorization` header: `Bearer` (RFC 6750 §2.1), `Basic` (RFC 7617) and the like. */
export const AUTHORIZATION: Detector = {
  name: "authorization",
  anchors: [{ literals: ["bearer", "basic", "apikey", "token"], shape: String.raw`(?:bearer|basic|apikey|token)(?:\s|%20|\+){1,4}[A-Za-z0-9._~+/-]{8}`, anyCase: true }],
  find: (text) => rangesOf(text, SCHEME, (value, start) => (/basic\W/i.test(text.slice(Math.max(0, start - 10), start)) ? isUserAndPassword(value) : isToken(value))),
};

/** Words are not tokens: there is a digit in it, or capitals in the middle. */
const isToken = (value: string): boolean => value.length >= BEARER_CHARS_MIN && /\d|[a-z][A-Z]/.test(value) && !/^[a-z]+(?:[.-][a-z]+)*$/i.test(value.replace(/[.]+$/, ""));

function isUserAndPassword(value: string): boolean {
  try {
    return /^[\x20-\x7e\x80-\xff]*:[\x20-\x7e\x80-\xff]+$/.test(atob(value));
  } catch {
    return false;
  }
}
