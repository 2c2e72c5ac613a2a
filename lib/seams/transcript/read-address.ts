import { ANY_MARK, type NameBook } from "./agent-names.ts";

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
/** Nobody announces whom to ask further down. */
const TEXT_MAX = 4000;
const LINES_MAX = 60;
/** A longer text does not end with an address. */
const SHORT_MAX = 600;

const NAME = `(?:the\\s+)?@?(${ANY_MARK})`;
const ONE = `@?${ANY_MARK}`;
/** `A`, `A and B`, `A, B and C`, `A/B`. */
const SEVERAL = `(${ONE}(?:\\s*,\\s*${ONE}){0,8}\\s*,?\\s*(?:and|&|\\+)\\s*${ONE}|${ONE}(?:\\s*[/+&]\\s*${ONE}){0,8})`;
const QUOTE = "[\\s*_`\"'>#]{0,6}";
const OPENING = "[\\s*_`\"'>#([]{0,6}";
const GREETING = "(?:(?:hey|hi|hello|dear|ok|okay|alright|now|next|then|so|good|great|thanks|thank you|perfect|and)[,!.:]?\\s+){0,3}";
const THIS = "(?: (?:this|it|the task|this task))?";
const ROUTING =
  `(?:next (?:speaker|agent|worker|up)(?: is)?|assign(?:ed|ing)?${THIS} to|delegat(?:e|ed|ing)${THIS} to|dispatch(?:ed|ing)?${THIS} to|rout(?:e|ed|ing)${THIS} to|hand(?:ing|ed)?${THIS} (?:over|off)${THIS} to|handoff to|` +
  `forward(?:ed|ing)?${THIS} to|send(?:ing)?${THIS} to|transfer(?:red|ring)?${THIS} to|over to|passing${THIS} to|calling|invoking|speaker|(?:instruction|message|request|question|task) (?:for|to))`;
const ASKING =
  `(?:ask(?:ing)?|have|get|let|request(?:ing)?|instruct(?:ing)?|call(?:ing)?(?: on)?|us(?:e|ing)|send(?:ing)?${THIS}(?: to)?|delegat(?:e|ing)${THIS} to|assign(?:ing)?${THIS} to|dispatch(?:ing)?${THIS}(?: to)?|` +
  `hand(?:ing)?${THIS}(?: (?:over|off))?${THIS} to|consult(?:ing)?|involve|tell|direct|query|try|turn to|switch to|rely on|start with|continue with|check with|follow up with)`;
const INTENT =
  "(?:i['’]ll|i will|i am going to|i['’]m going to|let['’]s|let us|let me|we['’]ll|we will|we should|we need to|we can|we must|i should|i need to|i want to|i would|i['’]d|next,? (?:i|we)(?: will|['’]ll)?|going to|best to|now to|time to|first,?|then,?|next,?)";
const BETWEEN = "(?:\\s+(?:now|first|then|next|also|again|just|simply|probably|try to|need to|have to|start by|begin by|proceed to)){0,3}";

const pattern = (source: string, flags = "iu"): RegExp => new RegExp(source, flags);

const ADDRESSES = [
  pattern(`^${QUOTE}${GREETING}${QUOTE}@?${SEVERAL}${QUOTE}(?:[,:;]|\\s[-–—]\\s|[-–—]>|\\n|->)`),
  pattern(`^${QUOTE}${GREETING}(?:to|for|attn\\.?|→|->|=>)\\s*:?${QUOTE}@?${SEVERAL}${QUOTE}\\s*(?:[,:;\\n]|\\s[-–—]\\s)`),
  pattern(`^${OPENING}(?:→|->|=>)\\s*@?${SEVERAL}`),
  pattern(`^${OPENING}${ROUTING}\\s*:?[\\s*_\`"'([]{0,4}(?:the\\s+)?@?${SEVERAL}`),
  pattern(`^${QUOTE}${GREETING}${QUOTE}@?${SEVERAL}\\s+(?:please|kindly|can you|could you|will you|would you|you (?:should|need|must|can)|your (?:task|job|turn))(?![\\p{L}\\p{N}])`),
  pattern(`^\\[\\s*(?:to:?\\s*)?@?${SEVERAL}\\s*\\]`),
];
const AT = pattern(`(?:^|[\\s(,;])@(${ANY_MARK})`, "giu");
const ON_LINE = pattern(`^[\\s*•\\-\\d.)_\`]{0,8}@?(${ANY_MARK})[*_\`]{0,3}\\s*(?::|->|→|\\s[-–—]\\s)\\s*\\S`);
const AT_END = pattern(`(?:,|\\(->|->|→)\\s*@?(${ANY_MARK})\\s*[.?!)]{0,2}\\s*$`);
const NOTE = pattern(
  `^${OPENING}(?:(?:the )?next (?:speaker|agent|worker)(?: (?:is|will be|should be))?|speaker|selected (?:speaker|agent)|routing to|handing (?:over|off) to|transferring to|delegating to|dispatching to|passing to|calling|->|→)\\s*:?[\\s*_\`"']{0,4}${NAME}[\\s*_\`"'.!)\\]]{0,6}$`,
);
const ANNOUNCEMENTS = [pattern(`(?:^|[^\\p{L}])${INTENT}${BETWEEN}\\s+${ASKING}\\s+${NAME}`, "giu")];
const EARLY_ANNOUNCEMENTS = [
  pattern(`^[\\s*\\-\\d.)]{0,6}${ASKING}\\s+${NAME}\\s+(?:to|for|about)(?![\\p{L}])`),
  pattern(`(?:^|[.!?;:\\n]\\s*|\\bso )${NAME}\\s+(?:is (?:the )?(?:best|right|most|needed|required|well|able|responsible|suited|next)|should|can|could|will|would|needs to|has to|must|seems|may)(?![\\p{L}])`, "giu"),
];
const ANYWHERE = pattern(ANY_MARK, "gu");

/** An address reader for these names. */
export function addressReader(book: NameBook): AddressReader {
  const named = (marks: readonly (string | undefined)[]): string[] => [...new Set(marks.flatMap((mark) => (mark === undefined ? [] : (book.nameOf(mark) ?? []))))];
  return {
    noted: (text) => named([NOTE.exec(book.mark(firstLine(text)))?.[1]])[0],
    mentioned: (text) => named(book.mark(text.slice(0, TEXT_MAX)).match(ANYWHERE) ?? []),
    announced(text) {
      const marked = book.mark(text.slice(0, TEXT_MAX));
      return named([...ANNOUNCEMENTS.flatMap((one) => marksIn(marked, one)), ...EARLY_ANNOUNCEMENTS.flatMap((one) => marksIn(marked.slice(0, HEAD_MAX), one))]);
    },
    addressed: (text) => named(addressedIn(book.mark(text.slice(0, TEXT_MAX)))),
  };
}

function addressedIn(marked: string): string[] {
  const called = marksIn(marked, AT);
  if (called.length > 0) return called;
  const head = marked.slice(0, HEAD_MAX);
  const lines = marksOfLines(marked);
  for (const address of ADDRESSES) {
    const several = address.exec(head)?.[1];
    if (several !== undefined) return [...(several.match(ANYWHERE) ?? []), ...lines];
  }
  if (new Set(lines).size > 1) return lines;
  return marked.length > SHORT_MAX ? [] : marksIn(marked, AT_END);
}

/** `A: do this` on lines of their own; only when the first or second line of the text is one of them. */
function marksOfLines(marked: string): string[] {
  const lines = marked.split("\n", LINES_MAX).filter((line) => line.trim() !== "");
  const marks = lines.map((line) => ON_LINE.exec(line.slice(0, HEAD_MAX))?.[1]);
  return marks[0] === undefined && marks[1] === undefined ? [] : marks.filter((mark) => mark !== undefined);
}

function marksIn(marked: string, one: RegExp): string[] {
  const found = one.global ? [...marked.matchAll(one)] : [one.exec(marked)];
  return found.flatMap((match) => match?.[1] ?? []);
}

const firstLine = (text: string): string => text.trimStart().split("\n", 1)[0]?.slice(0, 200) ?? "";
