import { visibleText } from "./visible-text.ts";

/** Stands between a sign and what it would otherwise begin: seen by no reader, and by every program that looks for mentions and addresses. */
const APART = "\u200B";

/**
 * Text of strangers inside a line or a table cell of Markdown: it stays text. Signs of markup are escaped (CommonMark 2.4); mentions,
 * references to issues and addresses are taken apart, because trackers look for those after Markdown was read.
 */
export function markdownText(text: string): string {
  return visibleText(text)
    .replaceAll(/\s+/g, " ")
    .trim()
    .replaceAll(/[\\`*_{}[\]<>|!~$&^]/g, String.raw`\$&`)
    .replaceAll(/[@#]/g, `\\$&${APART}`)
    .replaceAll("://", `:${APART}//`)
    .replaceAll(/(www|mailto|xmpp)(?=[.:])/gi, `$1${APART}`);
}

/** A name or an id in whole, as code: its fence is longer than any row of backticks in it. Not for cells of tables, which end at a pipe. */
export function markdownCode(text: string): string {
  const flat = visibleText(text).replaceAll(/\s+/g, " ");
  const longest = Math.max(0, ...[...flat.matchAll(/`+/g)].map((run) => run[0].length));
  const fence = "`".repeat(longest + 1);
  const room = /^`|`$|^ .* $/.test(flat) || flat.trim() === "" ? " " : "";
  return `${fence}${room}${flat === "" ? "–" : flat}${room}${fence}`;
}

/** One of our own addresses, alone: its ids are percent-encoded, so that nothing in it ends it. */
export function markdownLink(address: string): string {
  return `<${address.replaceAll(/[<>\s\\]/g, (sign) => `%${(sign.codePointAt(0) ?? 0).toString(16).padStart(2, "0")}`)}>`;
}
