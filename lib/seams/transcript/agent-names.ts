/** Names are one agent's when they differ in case, white space and punctuation alone: `ComputerTerminal`, `Computer_terminal`. */
export const nameKey = (name: string): string => name.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, "");

const HUMAN = /^(human|user|humanuser|enduser|customer|client|person|userproxy|userproxyagent|humanproxy|admin|system|you|me)$/;
const LEADING =
  /orchestrat|manager|supervisor|coordinator|planner|director|dispatch|router|controller|conductor|leader|^lead|captain|chief|^boss|triage|^hub$|moderator|delegator|overseer|^master|mainagent|rootagent|^ceo$|^host$|selector|teamlead/;
const MACHINE = /terminal|executor|interpreter|sandbox|shell|console|runner|^tool/;

/** Somebody who asks and is answered, but is never given work. */
export const isHuman = (name: string): boolean => HUMAN.test(nameKey(name));
/** A name that whoever hands out work is usually given. */
export const isLeading = (name: string): boolean => LEADING.test(nameKey(name));
/** Something that runs what it is given and hands out nothing. */
export const isMachine = (name: string): boolean => MACHINE.test(nameKey(name));

/** The agents somebody can speak to, found in text. */
export interface NameBook {
  /** The spelling of the name as its agent speaks under it, or undefined when nobody is called so. */
  find(name: string): string | undefined;
  names: readonly string[];
  /** The text with each name in it as one character, the name's own: patterns need not know how names are written. */
  mark(text: string): string;
  /** The name that a character of a marked text stands for. */
  nameOf(mark: string): string | undefined;
}

/** Where the marks begin in Unicode's private use area; it holds far more than a team. */
const FIRST_MARK = 0xe000;
/** Matches any mark, in a regular expression with flag u. */
export const ANY_MARK = "[\\uE000-\\uE0FF]";

/** More names than a team has: then the log is something else, and matching them would be slow. */
export const NAMES_MAX = 200;

/** A book of names; the first spelling of a name counts. */
export function nameBook(names: Iterable<string>): NameBook {
  const byKey = new Map<string, string>();
  for (const name of names) if (nameKey(name) !== "" && !byKey.has(nameKey(name))) byKey.set(nameKey(name), name);
  const all = [...byKey.values()];
  const longestFirst = all.toSorted((a, b) => b.length - a.length);
  const marks = new Map(all.map((name, at) => [nameKey(name), String.fromCodePoint(FIRST_MARK + at)]));
  const anyName = new RegExp(all.length === 0 ? "(?!)" : `(?<![\\p{L}\\p{N}])(?:${longestFirst.map(patternOf).join("|")})(?![\\p{L}\\p{N}])`, "giu");
  return {
    names: all,
    find: (name) => byKey.get(nameKey(name)),
    mark: (text) => text.replaceAll(FOREIGN_MARKS, " ").replace(anyName, (name) => marks.get(nameKey(name)) ?? name),
    nameOf: (mark) => all[(mark.codePointAt(0) ?? 0) - FIRST_MARK],
  };
}

const FOREIGN_MARKS = new RegExp(ANY_MARK, "gu");

/** `WebSurfer` is also written `web_surfer` and `Web Surfer`. */
function patternOf(name: string): string {
  const words = name.replaceAll(/(\p{Ll}|\p{N})(\p{Lu})/gu, "$1 $2").split(/[^\p{L}\p{N}]+/u).filter((word) => word !== "");
  return words.join("[\\s_-]?");
}
