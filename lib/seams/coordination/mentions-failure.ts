import { isContent, leavesOf } from "../payload/leaves.ts";
import { isStructured, parseJson } from "../payload/parse-json.ts";

/** Words by which agents own up to a failure, however politely. Too many rather than too few: one of them clears the speaker. */
const WORDS =
  /\b(?:fail(?:ed|ure|ures|ing|s)?|err(?:or|ors|ored)?|exceptions?|could ?n[o']?t|couldn[’']t|can ?not|can[’']t|unable|unavailable|unreachable|time[ds]?[ -]?out|timeouts?|unsuccessful|refused|rejected|crash(?:ed|es)?|abort(?:ed)?|cancell?ed|degraded|partial(?:ly)?|incomplete|missing|skipp(?:ed|ing)|sorry|apologi[sz]e|apologies|unfortunately|problems?|issues?|trouble|did ?n[o']t|didn[’']t|was ?n[o']t|wasn[’']t|not (?:available|found|possible|complete|completed|able|work|reachable|respond)|no (?:results?|data|response|answer|reply)|without (?:the|a|an|its|any)? ?(?:\w+ )?(?:results?|answer|input|data|part)|instead of|fall(?:s|ing)?[ -]?back|fell back)\b/i;
/** "no errors" claims the opposite. */
const DENIALS = /\b(?:no|zero|0|without|free of|any) (?:further |known |open )?(?:errors?|failures?|problems?|issues?|exceptions?)\b/gi;
const FAILURE_MEMBER = /(?:fail|err(?:or)?s?$|error_|exception|missing|skipped|warning|violation|problem|issue)/i;
const SUCCESS_MEMBER = /(?:^|[/_])(?:ok|success|succeeded|successful|complete|completed|valid)$/i;
const EMPTY_VALUES = new Set(["", "0", "false", "none", "null", "no", "n/a", "[]", "{}"]);

/**
 * Whether a text says in any way that something failed: a word of it in prose, a status, a member such as `failed` or
 * `errors` that is neither empty, zero nor false, or `ok` that is false.
 */
export function mentionsFailure(text: string): boolean {
  const value = parseJson(text);
  if (!isStructured(value)) return inProse(text);
  return leavesOf(value).some(({ pointer, value: leaf }) => {
    const name = pointer.slice(pointer.lastIndexOf("/") + 1);
    if (leaf === false) return SUCCESS_MEMBER.test(name);
    if (!isContent(leaf)) return false;
    if (FAILURE_MEMBER.test(pointer) && !EMPTY_VALUES.has(String(leaf).toLowerCase()) && leaf !== true) return true;
    if (leaf === true) return FAILURE_MEMBER.test(name);
    return typeof leaf === "string" && (isStructured(parseJson(leaf)) ? mentionsFailure(leaf) : inProse(leaf));
  });
}

const inProse = (text: string): boolean => WORDS.test(text.replaceAll(DENIALS, " "));
