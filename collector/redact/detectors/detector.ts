/** Part of a text, from its first UTF-16 unit up to the one after its last. */
export interface Range {
  start: number;
  end: number;
}

/**
 * What is in a text wherever a detector would find something, and as well in the bytes of protobuf (read as Latin-1) that
 * hold the text: one of the literals (ASCII), and from its first character on the shape, the source of a regular expression. It must
 * not look at what stands before or behind, where there are bytes of protobuf. Without literals it is about runs of digits (digit-run.ts).
 */
export interface Anchor {
  literals: readonly string[];
  shape: string;
  /** What stands right behind the literal, as a class of characters: worth saying of a literal that bytes often are by chance. */
  follow?: string;
  /** Letters may be capital or not. */
  anyCase?: true;
}

/** Finds one kind of secret in a text. */
export interface Detector {
  /** As marks and rule files call it. */
  name: string;
  anchors: readonly Anchor[];
  /** The parts to be redacted, in order and apart from each other; takes time linear in the text. */
  find: (text: string) => Range[];
}

/** Where a secret may begin: not inside a word; an escape such as `\n` and a percent-encoded character end a word. */
export const AT_WORD = String.raw`(?<![A-Za-z0-9](?<!\\[nrtbf])(?<!%[0-9A-Fa-f]{2}))`;

/** All matches that `accept` takes. */
export function rangesOf(text: string, pattern: RegExp, accept: (match: string, start: number) => boolean = () => true): Range[] {
  const ranges: Range[] = [];
  for (const match of text.matchAll(pattern)) {
    if (accept(match[0], match.index)) ranges.push({ start: match.index, end: match.index + match[0].length });
  }
  return ranges;
}
