import { textOf } from "@/lib/model/attributes.ts";
import type { Span } from "@/lib/model/span.ts";
import { isLlm, isTool } from "../trace/span-role.ts";
import { toolCallsOf } from "../trace/tool-call.ts";

/** The tool calls a span tells of, by their ids: which a model asked for, which ran, and which a model was told the answer of. */
export interface CallIds {
  asked: string[];
  ran: string[];
  told: string[];
}

const read = new WeakMap<Span, CallIds>();

/** Ids of tool calls on one span, in every dialect; a span is read once, however often it is asked for. */
export function callIdsOf(span: Span): CallIds {
  const ids = read.get(span) ?? readCallIds(span);
  read.set(span, ids);
  return ids;
}

function readCallIds(span: Span): CallIds {
  const id = textOf(span.attributes["gen_ai.tool.call.id"]);
  const isModel = isLlm(span);
  return {
    asked: isModel ? toolCallsOf(span).flatMap((call) => (call.id === "" ? [] : [call.id])) : [],
    ran: id === undefined || isModel || deferralOf(span) !== undefined ? [] : [id],
    told: isModel || "gen_ai.input.messages" in span.attributes ? [...indexedAnswers(span), ...messageAnswers(span)] : [],
  };
}

const CONFIRMATION = "requires confirmation";

/**
 * What a tool's span says when the tool did not run but waits for a person: Pydantic AI names the reason, Google ADK answers
 * that the call requires confirmation.
 */
export function deferralOf(span: Span): string | undefined {
  const reason = textOf(span.attributes["pydantic_ai.tool.deferral.name"]);
  if (reason !== undefined) return reason;
  const response = isTool(span) ? textOf(span.attributes["gcp.vertex.agent.tool_response"]) : undefined;
  return response !== undefined && response.includes(CONFIRMATION) && response.includes("error") ? CONFIRMATION : undefined;
}

const ANSWER = /^llm\.input_messages\.(\d{1,6})\.message\.tool_call_id$/;
const ASKED = /^llm\.input_messages\.(\d{1,6})\.message\.tool_calls\./;

/** OpenInference: answers that come after the last message that asked. What stands before is history. */
function indexedAnswers(span: Span): string[] {
  const answers: { at: number; id: string }[] = [];
  let lastAsked = -1;
  for (const [key, value] of Object.entries(span.attributes)) {
    if (!key.startsWith("llm.input_messages.")) continue;
    const answer = ANSWER.exec(key)?.[1];
    if (answer !== undefined) answers.push({ at: Number(answer), id: textOf(value) ?? "" });
    else lastAsked = Math.max(lastAsked, Number(ASKED.exec(key)?.[1] ?? -1));
  }
  return answers.filter(({ at, id }) => at > lastAsked && id !== "").map(({ id }) => id);
}

const ANSWER_PART = /"type":\s*"tool_call_response",\s*"id":\s*"([^"\\]{1,256})"/g;

/** GenAI messages: answers behind the last message of the assistant. */
function messageAnswers(span: Span): string[] {
  const text = textOf(span.attributes["gen_ai.input.messages"]);
  if (text === undefined || !text.includes("tool_call_response")) return [];
  return [...text.slice(Math.max(0, text.lastIndexOf('"assistant"'))).matchAll(ANSWER_PART)].flatMap((match) => match[1] ?? []);
}

/** Nobody is asked about more calls at once; a trace that leaves more open does not tell which ran. */
const OPEN_MAX = 1000;

/** Ids of calls that these spans of one trace leave open: asked for and not run here, or run or answered here and not asked for. */
export function openCallIds(spans: readonly Span[]): string[] {
  const [asked, ran, told] = [new Set<string>(), new Set<string>(), new Set<string>()];
  for (const span of spans) {
    const ids = callIdsOf(span);
    for (const id of ids.asked) asked.add(id);
    for (const id of ids.ran) ran.add(id);
    for (const id of ids.told) told.add(id);
    const id = textOf(span.attributes["gen_ai.tool.call.id"]);
    if (id !== undefined && deferralOf(span) !== undefined) asked.add(id);
  }
  const open = [...asked].filter((id) => !ran.has(id) && !told.has(id));
  return [...open, ...new Set([...ran, ...told].filter((id) => !asked.has(id)))].slice(0, OPEN_MAX);
}
