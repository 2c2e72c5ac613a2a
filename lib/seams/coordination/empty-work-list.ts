import { escapeToken } from "@/lib/model/json-pointer.ts";
import { leavesOf } from "../payload/leaves.ts";
import { isRecord, parseJson } from "../payload/parse-json.ts";
import { outputOf } from "../trace/agent-exchange.ts";
import type { CoordinationById } from "./coordination.ts";
import { note } from "./coordination.ts";
import type { TraceView } from "./passing.ts";

/** Lists that say by their name that others are to work through them. */
const WORK_LIST = /^(?:sub_?tasks|assignments|delegations|work_?items|work_?packages)$/i;
/** Lists that mean it only in the hands of an agent that plans: elsewhere they may be an order's items or a document's sections. */
const PLANNERS_LIST = /^(?:tasks|steps|jobs|items|queries|sections|todos?|questions|actions|plan|workers|batches)$/i;
const PLANNER = /plan|orchestr|dispatch|coordinat|supervis|decompos|splitter|delegat|lead/i;
/** With one of these there was nothing left to do, or it is done already. */
const ANSWER = /^(?:final_?)?(?:answer|response|result|output|summary|draft|report|text|content|message|recommendation|conclusion|solution|explanation|reason)s?$/i;
const STATUS = /^(?:status|state|decision|next|verdict|outcome|action)$/i;
const DONE = /done|complete|finish|resolved|answered|satisf|sufficient|enough|skip|none|no_|nothing|stop|end|abort|reject|final|success/i;
const FLAG = /^(?:is_?)?(?:done|complete|completed|finished|final|answered|skip|skipped|sufficient|enough|nothing_to_do)$/i;
/** Lists that go with a plan and are no work. */
const CONTEXT = /constraint|assumption|source|tag|note|risk|requirement|context|goal|label|keyword|limit|criteri|agents?$|workers?$/i;
/** Arguments of a call that a model made are not what it said. */
const CALL = /tool_call|\/arguments$/;
/** Members that wrap what an agent says. */
const WRAPPER = /^(?:plan|output|result|data|payload|arguments|input)$/i;

/**
 * Handoffs of a plan without any work in it. The list must be the plan's own, the only one, and without an answer beside it;
 * and the same run may have handed over nothing else. Whether anybody ran on it, other traces may know better than this one.
 */
export function findEmptyFanOuts({ trace, passings, outOf }: TraceView, facts: CoordinationById): void {
  for (const { evidence, source } of passings) {
    const others = source === undefined ? [] : (outOf.get(source.span.spanId) ?? []);
    if (evidence.direction === "return" || others.some((other) => other.evidence.id !== evidence.id)) continue;
    const texts = [evidence.sent?.body, source === undefined ? undefined : outputOf(trace, source)?.body];
    const list = texts.map((text) => emptyListIn(text, evidence.source.name)).find((pointer) => pointer !== undefined);
    if (list !== undefined) note(facts, evidence.id, { emptyFanOut: { basis: "inferred", list, isSure: WORK_LIST.test(list.slice(list.lastIndexOf("/") + 1)) } });
  }
}

/** Pointer to the empty work list that a payload or an answer consists of. */
function emptyListIn(text: string | undefined, agent: string): string | undefined {
  const isPlanner = PLANNER.test(agent);
  const isList = (key: string): boolean => WORK_LIST.test(key) || (isPlanner && PLANNERS_LIST.test(key));
  for (const { pointer, value } of plansIn(text)) {
    const lists = Object.entries(value).filter(([key, list]) => Array.isArray(list) && isList(key));
    const [only] = lists;
    const isEmpty = only !== undefined && lists.every(([, list]) => Array.isArray(list) && list.length === 0);
    if (isEmpty && !isAnswered(value)) return `${pointer}/${escapeToken(only[0])}`;
    if (lists.length > 0) return undefined;
  }
  return undefined;
}

/** The object itself, and those that it only wraps; of a model's messages, what stands in them as JSON. */
function plansIn(text: string | undefined): { pointer: string; value: Record<string, unknown> }[] {
  const value = parseJson(text);
  const [said, ...others] = Array.isArray(value) ? objectsSaidIn(value) : [value];
  if (!isRecord(said) || others.length > 0) return [];
  const inner = Object.entries(said).filter(([key]) => WRAPPER.test(key)).flatMap(([key, member]) => {
    const object = typeof member === "string" ? parseJson(member) : member;
    return isRecord(object) ? [{ pointer: `/${escapeToken(key)}`, value: object }] : [];
  });
  return [{ pointer: "", value: said }, ...inner];
}

const objectsSaidIn = (messages: readonly unknown[]): Record<string, unknown>[] =>
  leavesOf(messages).flatMap(({ pointer, value }) => {
    const object = typeof value === "string" && value.trimStart().startsWith("{") && !CALL.test(pointer) ? parseJson(value) : undefined;
    return isRecord(object) ? [object] : [];
  });

/** A conclusion, a word that it is done, or work under another name. */
const isAnswered = (plan: Record<string, unknown>): boolean =>
  Object.entries(plan).some(([key, value]) => {
    if (FLAG.test(key)) return value === true || value === "true";
    if (STATUS.test(key) && typeof value === "string" && DONE.test(value)) return true;
    if (ANSWER.test(key) && !WRAPPER.test(key)) return isFilled(value);
    return Array.isArray(value) && value.length > 0 && !CONTEXT.test(key);
  });

const isFilled = (value: unknown): boolean => (isRecord(value) ? Object.keys(value).length > 0 : Array.isArray(value) ? value.length > 0 : value !== null && value !== "" && value !== false);
