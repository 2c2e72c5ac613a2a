/** How a rule's name is written, so that a mark can hold it. */
export const RULE_NAME = /^[a-z][a-z0-9-]{0,39}$/;

/** What a mark looks like wherever it stands in a text: `[redacted:RULE:DIGEST]`, `[redacted:DIGEST]` where only the digest is kept, `[redacted:RULE:dropped]` where nothing is. */
const MARK = /\[redacted:(?:(?:[a-z][a-z0-9-]{0,39}:)?[0-9a-f]{16}|[a-z][a-z0-9-]{0,39}:dropped)\]/g;
const ONE_MARK = new RegExp(`^${MARK.source}$`);

/** The text that stands in the place of a masked value; `digest` is 16 hex digits of a keyed digest of the value. */
export const markOf = (rule: string, digest: string): string => `[redacted:${rule}:${digest}]`;

/** The text that stands in the place of a value of which only the keyed digest is kept. */
export const digestMarkOf = (digest: string): string => `[redacted:${digest}]`;

/** The text that stands in a payload where a value was dropped: nothing is kept of it, and its place is not empty. */
export const droppedMarkOf = (rule: string): string => `[redacted:${rule}:dropped]`;

/** Whether a value is a mark and nothing else. */
export const isMark = (value: unknown): value is string => typeof value === "string" && ONE_MARK.test(value);

/** Whether a mark keeps no digest, so that it tells nothing of the value. */
export const isDropped = (mark: string): boolean => mark.endsWith(":dropped]");

/** Whether a text has a mark somewhere in it. */
export const hasMark = (text: string): boolean => text.includes("[redacted:") && text.search(MARK) >= 0;

/** The marks in a text, each from its first character up to the one after its last, in order. */
export function marksIn(text: string): { start: number; end: number }[] {
  if (!text.includes("[redacted:")) return [];
  return Array.from(text.matchAll(MARK), (match) => ({ start: match.index, end: match.index + match[0].length }));
}

/** The text with the rules' names taken out of its marks: two texts whose masked parts were equal are equal then, whichever rule masked them. */
export const withoutRuleNames = (text: string): string => (text.includes("[redacted:") ? text.replace(MARK, (mark) => `[redacted:${mark.slice(mark.lastIndexOf(":") + 1)}`) : text);
