import type { NameBook } from "./agent-names.ts";

/** Finds whom a text is addressed to, and whom it only announces to ask; both by the names in the book. */
export interface AddressReader {
  addressed(text: string): string[];
  announced(text: string): string[];
  /** `Next speaker: X` and the like: nothing but whose turn it is. */
  noted(text: string): string | undefined;
  mentioned(text: string): string[];
}

/** An address stands at the beginning of a message; further down names are talked about. */
const HEAD_MAX = 400;
const LINES_MAX = 60;
const GREETING = "(?:(?:hey|hi|hello|dear|ok|okay|alright|now|next|then|so|good|great|thanks|thank you|perfect|and)[,!.:]?\\s+){0,3}";
const ROUTING =
  "(?:next (?:speaker|agent|worker|up)(?: is)?|assign(?:ed|ing)?(?: this)?(?: task)? to|delegat(?:e|ed|ing)(?: this)?(?: task)? to|dispatch(?:ed|ing)?(?: this)?(?: task)? to|rout(?:e|ed|ing)(?: this)? to|" +
  "hand(?:ing|ed)?(?: this)? (?:over|off)(?: this)? to|handoff to|forward(?:ed|ing)?(?: this)? to|send(?:ing)?(?: this)? to|transfer(?:red|ring)?(?: this)? to|over to|passing(?: this)? to|calling|invoking|speaker|instruction (?:for|to)|task for|message (?:for|to)|request (?:for|to)|question (?:for|to))";
const ASKING =
  "(?:ask(?:ing)?|have|get|let|request(?:ing)?|instruct(?:ing)?|call(?:ing)?(?: on)?|use|using|send(?:ing)?(?: (?:this|it|the task))?(?: to)?|delegat(?:e|ing)(?: (?:this|it|the task))? to|assign(?:ing)?(?: (?:this|it|the task))? to|" +
  "dispatch(?:ing)?(?: (?:this|it))?(?: to)?|hand(?:ing)?(?: (?:this|it))?(?: (?:over|off))?(?: (?:this|it))? to|consult(?:ing)?|involve|tell|direct|query|try|turn to|switch to|rely on|start with|continue with|check with|follow up with)";
const INTENT = "(?:i'll|i will|i am going to|i'm going to|let's|let us|let me|we'll|we will|we should|we need to|we can|we must|i should|i need to|i want to|i would|i'd|next,? (?:i|we)(?: will|'ll)?|going to|best to|now to|time to|first,?|then,?|next,?)";

/** An address reader for these names. */
export function addressReader(book: NameBook): AddressReader {
  const regexp = (source: string, flags = "iu"): RegExp => new RegExp(source, flags);
  const name = book.pattern;
  const mark = "[\\s*_`\"'>#]{0,6}";
  const list = `(${name}(?:\\s*,\\s*@?${name}){0,8}\\s*,?\\s*(?:and|&|\\+)\\s*@?${name}|@?${name}(?:\\s*[/+&]\\s*@?${name}){0,8})`;
  const starts = [
    regexp(`^${mark}${GREETING}${mark}@?${list}${mark}(?:[,:;]|\\s[-–—]\\s|[-–—]>|\\n|->)`),
    regexp(`^${mark}${GREETING}(?:to|for|attn\\.?|→|->|=>)\\s*:?${mark}@?${list}${mark}\\s*(?:[,:;\\n]|\\s[-–—]\\s)`),
    regexp(`^[\\s*_\`"'>#([]{0,6}(?:→|->|=>)\\s*@?${list}`),
    regexp(`^[\\s*_\`"'>#([]{0,6}${ROUTING}\\s*:?[\\s*_\`"'([]{0,4}(?:the\\s+)?@?${list}`),
    regexp(`^${mark}${GREETING}${mark}@?${list}\\s+(?:please|kindly|can you|could you|will you|would you|you (?:should|need|must|can)|your (?:task|job|turn))(?![\\p{L}\\p{N}])`),
    regexp(`^\\[\\s*(?:to:?\\s*)?@?${list}\\s*\\]`),
  ];
  const at = regexp(`(?:^|[\\s(,;])@${name}`, "giu");
  const line = regexp(`^[\\s*•\\-\\d.)_\`]{0,8}@?${name}[*_\`]{0,3}\\s*(?::|->|→|\\s[-–—]\\s)\\s*\\S`);
  const atEnd = regexp(`(?:,|\\(->|->|→)\\s*@?${name}\\s*[.?!)]{0,2}\\s*$`);
  const note = regexp(`^[\\s*_\`"'(\\[]{0,6}(?:(?:the )?next (?:speaker|agent|worker)(?: (?:is|will be|should be))?|speaker|selected (?:speaker|agent)|routing to|handing (?:over|off) to|transferring to|delegating to|dispatching to|passing to|calling|->|→)\\s*:?[\\s*_\`"']{0,4}(?:the\\s+)?@?${name}[\\s*_\`"'.!)\\]]{0,6}$`);
  const announce = regexp(`(?:^|[^\\p{L}])${INTENT}(?:\\s+(?:now|first|then|next|also|again|just|simply|probably|try to|need to|have to|start by|begin by|proceed to)){0,3}\\s+${ASKING}\\s+(?:the\\s+)?@?${name}`, "giu");
  const ask = regexp(`^[\\s*\\-\\d.)]{0,6}${ASKING}\\s+(?:the\\s+)?@?${name}\\s+(?:to|for|about)(?![\\p{L}])`);
  const anywhere = regexp(`(?<![\\p{L}\\p{N}])${name}`, "giu");
  const inText = (text: string): string[] => unique(matchesOf(text, anywhere, book));
  return {
    noted: (text) => foundIn(book, note.exec(firstLine(text))?.[1]),
    mentioned: (text) => inText(text.slice(0, 4000)),
    announced: (text) => unique([...matchesOf(text.slice(0, 4000), announce, book), ...matchesOf(text.slice(0, HEAD_MAX), ask, book)]),
    addressed(text) {
      const head = text.slice(0, HEAD_MAX);
      const called = matchesOf(text.slice(0, 4000), at, book);
      if (called.length > 0) return unique(called);
      for (const start of starts) {
        const found = start.exec(head);
        if (found !== null) return unique([...inText(found[1] ?? ""), ...namesOfLines(text, line, book)]);
      }
      const lines = namesOfLines(text, line, book);
      if (lines.length > 1) return lines;
      return text.length > 600 ? [] : matchesOf(text, atEnd, book);
    },
  };
}

/** `A: do this` on lines of their own; only when the first or second line of the text is one of them. */
function namesOfLines(text: string, line: RegExp, book: NameBook): string[] {
  const lines = text.split("\n", LINES_MAX).filter((one) => one.trim() !== "");
  const names = lines.map((one) => foundIn(book, line.exec(one.slice(0, HEAD_MAX))?.[1]));
  return names[0] === undefined && names[1] === undefined ? [] : unique(names.filter((name) => name !== undefined));
}

function matchesOf(text: string, pattern: RegExp, book: NameBook): string[] {
  const found = pattern.global ? [...text.matchAll(pattern)] : [pattern.exec(text)];
  return found.flatMap((match) => (match === null ? [] : (foundIn(book, match[1]) ?? [])));
}

const foundIn = (book: NameBook, name: string | undefined): string | undefined => (name === undefined ? undefined : book.find(name));
const firstLine = (text: string): string => text.trimStart().split("\n", 1)[0]?.slice(0, 200) ?? "";
const unique = (names: readonly string[]): string[] => [...new Set(names)];
