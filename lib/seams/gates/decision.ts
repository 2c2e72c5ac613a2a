import { textOf } from "@/lib/model/attributes.ts";
import type { Span } from "@/lib/model/span.ts";
import { isRecord, parseJson, parseJsonObject } from "../payload/parse-json.ts";
import { hashOf } from "../payload/make-payload.ts";
import { failureText } from "../trace/normalise-status.ts";
import { readToolArguments, readToolResult } from "../trace/read-messages.ts";
import type { AnsweredCall, AskedCall } from "./open-calls.ts";

/** Words with which frameworks and people's answers refuse a call. */
const REFUSAL = /\b(not approved|reject(?:ed)?|den(?:ied|y)|declined?|refused?|disapproved)\b/i;
/** A tool that failed by itself may speak of refusals, too (a card was declined); these are the frameworks' own words. */
const REFUSED_CALL = /\b(not approved|rejected by (?:the )?user|tool call is rejected|disapproved)\b/i;
const ANSWER_CHARS_MAX = 200;

/** What a person decided about a call, as the traces tell it: in one sentence that begins with the decision. */
export function decisionOn(asked: AskedCall, answer: AnsweredCall, tool: Span | undefined): string {
  const name = asked.name || "the call";
  const approval = approvalIn(answer, asked.id);
  const because = approval?.reason === undefined ? "" : `: ${approval.reason}`;
  if (approval?.approved === false) return `rejected ${name}${because}`;
  const refusal = tool === undefined ? undefined : refusalIn(tool);
  if (refusal !== undefined) return `rejected ${name}: ${refusal}`;
  if (tool !== undefined) return `approved ${name}${isChanged(asked, tool) ? " with other arguments" : ""}${because}`;
  const text = answerText(answer);
  if (text === undefined) return `answered ${name} without running it`;
  return `${REFUSAL.test(text) ? "rejected" : "answered"} ${name}: ${text.slice(0, ANSWER_CHARS_MAX)}`;
}

/** A refused call may have a span all the same: OpenAI Agents fails it, Google ADK answers with an error. */
function refusalIn(tool: Span): string | undefined {
  const error = parseJsonObject(readToolResult(tool)?.body)?.["error"];
  const told = tool.statusCode === "error" ? failureText(tool) : typeof error === "string" ? error : "";
  return REFUSED_CALL.test(told) ? (told.split("\n")[0] ?? "").slice(0, ANSWER_CHARS_MAX) : undefined;
}

function isChanged(asked: AskedCall, tool: Span): boolean {
  const ran = readToolArguments(tool)?.body ?? "";
  return asked.arguments !== "" && ran !== "" && hashOf(asked.arguments) !== hashOf(ran);
}

interface Approval {
  approved: boolean | undefined;
  reason: string | undefined;
}

const RESPONSE = /^(?:tool|function)[-_]approval[-_]response$/;
const REQUEST = /^tool[-_]approval[-_]request$/;

/**
 * The answer to an approval request, among the parts of messages: Agent Framework's names the call, the AI SDK's the request, by which
 * several are told apart.
 */
function approvalIn({ run, span }: AnsweredCall, callId: string): Approval | undefined {
  const parts = [run?.span, span].flatMap((one) => (one === undefined ? [] : partsOf(one)));
  const responses = parts.filter((part) => RESPONSE.test(textIn(part, "type") ?? ""));
  const request = parts.find((part) => REQUEST.test(textIn(part, "type") ?? "") && idIn(part, "tool_call_id", "toolCallId") === callId);
  const approvalId = request === undefined ? undefined : idIn(request, "approval_id", "approvalId");
  const own = responses.find((part) => callIn(part) === callId || (approvalId !== undefined && idIn(part, "approval_id", "approvalId") === approvalId));
  const answer = own ?? (responses.length === 1 && callIn(responses[0]) === undefined ? responses[0] : undefined);
  if (answer === undefined) return undefined;
  return { approved: typeof answer["approved"] === "boolean" ? answer["approved"] : undefined, reason: textIn(answer, "reason") };
}

function callIn(part: Record<string, unknown> | undefined): string | undefined {
  const call = part?.["function_call"];
  return isRecord(call) ? idIn(call, "call_id") : undefined;
}

function partsOf(span: Span): Record<string, unknown>[] {
  const text = textOf(span.attributes["gen_ai.input.messages"]);
  const messages = text?.includes("approval") === true ? parseJson(text) : undefined;
  if (!Array.isArray(messages)) return [];
  return messages.flatMap((message: unknown) => (isRecord(message) && Array.isArray(message["parts"]) ? message["parts"].filter(isRecord) : []));
}

const textIn = (part: Record<string, unknown>, key: string): string | undefined => (typeof part[key] === "string" ? part[key] : undefined);

const idIn = (part: Record<string, unknown>, ...keys: string[]): string | undefined => keys.map((key) => textIn(part, key)).find((id) => id !== undefined);

/** What the model was told instead of a result. */
function answerText({ id, span }: AnsweredCall): string | undefined {
  for (const [key, value] of Object.entries(span.attributes)) {
    if (key.startsWith("llm.input_messages.") && key.endsWith(".message.tool_call_id") && textOf(value) === id) {
      return textOf(span.attributes[`${key.slice(0, -"tool_call_id".length)}content`]);
    }
  }
  const messages = parseJson(textOf(span.attributes["gen_ai.input.messages"]));
  const parts: unknown[] = Array.isArray(messages) ? messages.flatMap((message: unknown) => (isRecord(message) && Array.isArray(message["parts"]) ? message["parts"] : [])) : [];
  const part = parts.filter(isRecord).findLast((one) => one["type"] === "tool_call_response" && one["id"] === id);
  const response = part?.["response"] ?? part?.["result"];
  return response === undefined ? undefined : typeof response === "string" ? response : JSON.stringify(response);
}
