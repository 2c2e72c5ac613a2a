import { textOf } from "@/lib/model/attributes.ts";
import type { Span } from "@/lib/model/span.ts";
import { isRecord, parseJson } from "../payload/parse-json.ts";
import type { TraceIndex } from "./index-trace.ts";
import { type Captured, readOutput } from "./read-messages.ts";
import { isLlm } from "./span-role.ts";

/** A tool call as the model asked for it. */
export interface ToolCall {
  /** "" when the model span does not tell it. */
  id: string;
  name: string;
  arguments: Captured;
}

/** Calls that a model span's output asks for, in its order: OpenInference's indexed attributes, GenAI's message parts or OpenAI's messages. */
export function toolCallsOf(span: Span): ToolCall[] {
  const onSpan = [...indexedCalls(span), ...messageCalls(textOf(span.attributes[OUTPUT]), OUTPUT), ...chatCalls(span)];
  return onSpan.length > 0 ? onSpan : eventCalls(span);
}

const OUTPUT = "gen_ai.output.messages";

/** Calls in events of the model span, or in what was logged of it: the whole output in one, or a choice each. */
function eventCalls(span: Span): ToolCall[] {
  return span.events.flatMap(({ name, attributes }) => {
    if (name === "gen_ai.client.inference.operation.details") return messageCalls(textOf(attributes[OUTPUT]), `${name}#${OUTPUT}`);
    const [message, calls] = name === "gen_ai.choice" ? [parseJson(textOf(attributes["message"])), parseJson(textOf(attributes["tool_calls"]))] : [];
    return madeCalls(isRecord(message) ? message["tool_calls"] : calls, name);
  });
}

/** The model span that asked for what happens in `span`: the last one before it, beside or above it, within the same agent's work. */
export function modelCallBefore(trace: TraceIndex, span: Span): Span | undefined {
  const agent = trace.agentAt(span);
  for (let above = trace.parentOf(span); above !== undefined; above = trace.parentOf(above)) {
    const near = lastStartedBy(trace.modelsBelow(above), span.startUnixNano) ?? (isLlm(above) ? above : undefined);
    if (near !== undefined) return near;
    if (above === agent?.span) return trace.modelsOf(agent.span).findLast((other) => other.endUnixNano <= span.startUnixNano);
  }
  return undefined;
}

/** Of spans in order of start the last that had started by then; found by halving, since an agent may call thousands of tools. */
function lastStartedBy(spans: readonly Span[], moment: bigint): Span | undefined {
  let [low, high] = [0, spans.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.startUnixNano ?? moment) <= moment) low = middle + 1;
    else high = middle;
  }
  return spans[low - 1];
}

function indexedCalls(span: Span): ToolCall[] {
  const suffix = ".tool_call.function.name";
  const keys = Object.keys(span.attributes).filter((key) => key.startsWith("llm.output_messages.") && key.endsWith(suffix));
  return keys.toSorted().flatMap((key) => {
    const name = textOf(span.attributes[key]);
    const from = `${key.slice(0, -".name".length)}.arguments`;
    const id = textOf(span.attributes[`${key.slice(0, -".function.name".length)}.id`]) ?? "";
    return name === undefined ? [] : [{ id, name, arguments: { body: textOf(span.attributes[from]) ?? "", from } }];
  });
}

function messageCalls(output: string | undefined, from: string): ToolCall[] {
  const messages = parseJson(output);
  if (!Array.isArray(messages)) return [];
  const parts: unknown[] = messages.flatMap((message: unknown) => (isRecord(message) && Array.isArray(message["parts"]) ? message["parts"] : []));
  return parts.filter(isRecord).flatMap((part) => {
    if (part["type"] === "text" && typeof part["content"] === "string") return printedCalls(part["content"], from);
    if (part["type"] !== "tool_call" || typeof part["name"] !== "string") return [];
    const value = part["arguments"];
    return [{ id: typeof part["id"] === "string" ? part["id"] : "", name: part["name"], arguments: { body: typeof value === "string" ? value : JSON.stringify(value ?? null), from } }];
  });
}

/** OpenTelemetry's first instrumentation of OpenAI Agents writes calls as Python prints them. */
const PRINTED_CALL = /^ResponseFunctionToolCall\(arguments='((?:[^'\\]|\\.)*)', call_id='([^']*)', name='([^']+)'/;

function printedCalls(text: string, from: string): ToolCall[] {
  const [, body, id = "", name] = PRINTED_CALL.exec(text) ?? [];
  return body === undefined || name === undefined ? [] : [{ id, name, arguments: { body: body.replaceAll(/\\(['\\])/g, "$1"), from } }];
}

/** Messages as OpenAI's API has them, which Logfire keeps. */
function chatCalls(span: Span): ToolCall[] {
  const output = "events" in span.attributes ? readOutput(span) : undefined;
  const messages = output === undefined ? undefined : parseJson(output.body);
  if (output === undefined || !Array.isArray(messages)) return [];
  return messages.flatMap((message: unknown) => (isRecord(message) ? madeCalls(message["tool_calls"], output.from) : []));
}

/** `[{id, function: {name, arguments}}]`, the calls of one message in OpenAI's API. */
function madeCalls(calls: unknown, from: string): ToolCall[] {
  if (!Array.isArray(calls)) return [];
  return calls.filter(isRecord).flatMap((call) => {
    const made = call["function"];
    if (!isRecord(made) || typeof made["name"] !== "string" || typeof made["arguments"] !== "string") return [];
    return [{ id: typeof call["id"] === "string" ? call["id"] : "", name: made["name"], arguments: { body: made["arguments"], from } }];
  });
}
