import type { Detector, Range } from "./detector.ts";

const LOCAL_CHARS_MAX = 64;
const DOMAIN_CHARS_MAX = 253;
const LOCAL = /[\p{L}\p{N}_](?:[\p{L}\p{N}._+'%-]*[\p{L}\p{N}_+-])?$/u;
const DOMAIN = /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+(?:\p{L}{2,24}|xn--[a-z0-9-]{2,59})(?![\p{L}\p{N}_-])/u;
const AT = /@|%40/g;
const IN_DOMAIN = String.raw`[A-Za-z0-9\x80-\uffff\\.-]`;
/** Names of files (retina pictures) and versions look like domains. */
const NO_DOMAIN = /\.(?:png|jpe?g|gif|webp|svg|js|ts|css|json|ya?ml|md|html?|py|so|dll|exe|zip|gz)$/i;

/** E-mail addresses (the forms of RFC 5321 that people have, also in other scripts), also with `%40` as in URLs. */
export const EMAIL: Detector = {
  name: "email",
  anchors: [
    { literals: ["@"], follow: IN_DOMAIN, shape: String.raw`@${IN_DOMAIN}{1,253}\.[A-Za-z\x80-\uffff\\]` },
    { literals: ["%40"], shape: String.raw`%40${IN_DOMAIN}{1,253}\.[A-Za-z\x80-\uffff\\]` },
  ],
  find(text) {
    const ranges: Range[] = [];
    for (const match of text.matchAll(AT)) {
      const found = around(text, match.index, match.index + match[0].length);
      if (found !== undefined && found.start >= (ranges.at(-1)?.end ?? 0)) ranges.push(found);
    }
    return ranges;
  },
};

function around(text: string, at: number, after: number): Range | undefined {
  const domain = DOMAIN.exec(text.slice(after, after + DOMAIN_CHARS_MAX))?.[0];
  if (domain === undefined || NO_DOMAIN.test(domain)) return undefined;
  const before = text.slice(Math.max(0, at - LOCAL_CHARS_MAX), at);
  const local = LOCAL.exec(before)?.[0];
  if (local === undefined) return undefined;
  const escapes = /^(?:[nrt])(?=.)/.test(local) && before.at(-local.length - 1) === "\\" ? 1 : 0;
  return { start: at - local.length + escapes, end: after + domain.length };
}
