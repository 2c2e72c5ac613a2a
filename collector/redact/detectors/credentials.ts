import { type Detector, type Range, rangesOf } from "./detector.ts";

/** `//user:password@host`, the slashes perhaps escaped; the password is what is masked. */
const IN_URL = /(?<=:\\{0,8}\/\\{0,8}\/[^\s/@:"'<>\\]{0,128}:)[^\s/@"'<>\\?#]{1,256}(?=@[A-Za-z0-9[\]_.-])/g;
const IN_PAIRS = /(?<=(?<![A-Za-z0-9])(?:password|passwd|pwd)\s?=\s?["'{]?)[^\s;,&"'<>(){}\\]{3,200}(?!\()/gi;
/** What stands beside a password in a connection string (ADO, JDBC, libpq). */
const BESIDE = /(?<![A-Za-z])(?:server|host|hostname|data source|addr|address|user id|uid|user|username|dbname|database|initial catalog|port)\s?=/i;
const BESIDE_CHARS = 200;
/** Something that is filled in later is no secret. */
const PLACEHOLDER = /^(?:[$%<{*]|\[redacted|x{3,}$|password$|pass$|changeme$|\.{3})/i;

/** Passwords in URLs (RFC 3986 §3.2.1) and in connection strings. */
export const CREDENTIALS: Detector = {
  name: "credentials",
  anchors: [
    { literals: ["://", ":\\/", ":\\\\"], shape: String.raw`:\\{0,8}/\\{0,8}/[^\s/@:"'<>\\]{0,128}:[^\s/@"'<>\\?#]{1,256}@` },
    { literals: ["password", "passwd", "pwd"], shape: String.raw`(?:password|passwd|pwd)\s?=\s?[^\s;,&]`, anyCase: true },
  ],
  find(text) {
    const inUrls = rangesOf(text, IN_URL, (password) => !PLACEHOLDER.test(password));
    return [...inUrls, ...inPairs(text)].toSorted((a, b) => a.start - b.start);
  },
};

function inPairs(text: string): Range[] {
  return rangesOf(text, IN_PAIRS, (password, start) => {
    const around = `${text.slice(Math.max(0, start - BESIDE_CHARS), start)} ${text.slice(start + password.length, start + password.length + BESIDE_CHARS)}`;
    return !PLACEHOLDER.test(password) && BESIDE.test(around);
  });
}
