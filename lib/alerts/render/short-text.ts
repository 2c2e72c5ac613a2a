import { visibleText } from "@/lib/text/visible-text.ts";

/** Text of strangers on one line of so many characters at most: what is left out is marked, and no character is cut in two. */
export function oneLine(text: string, charsMax: number): string {
  return cut(visibleText(text).replaceAll(/\s+/g, " ").trim(), charsMax);
}

/** Text of strangers with its line breaks. */
export const manyLines = (text: string, charsMax: number): string => cut(visibleText(text), charsMax);

function cut(text: string, charsMax: number): string {
  if (text.length <= charsMax) return text;
  // Half a pair at the end becomes a replacement character, which is then dropped.
  return `${text.slice(0, charsMax - 1).toWellFormed().replace(/\uFFFD$/u, "")}…`;
}
