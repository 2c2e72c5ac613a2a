import { textOf } from "@/lib/model/attributes.ts";
import type { Span } from "@/lib/model/span.ts";
import { isRecord, parseJson } from "../payload/parse-json.ts";
import { isLlm } from "./span-role.ts";

/** A captured text and the attribute it was read from. */
export interface Captured {
  body: string;
  from: string;
}

type Reader = (span: Span) => Captured | undefined;

const attribute = (key: string): Reader => (span) => {
  const body = textOf(span.attributes[key]);
  return body === undefined ? undefined : { body, from: key };
};

/** Python's text of nothing at all. */
const unlessNone = (read: Reader): Reader => (span) => {
  const captured = read(span);
  return captured?.body === "None" ? undefined : captured;
};

/** Part of a JSON attribute: a text as it is, all else as JSON again. */
const member = (key: string, ...path: readonly string[]): Reader => (span) => {
  const part = path.reduce<unknown>((value, name) => (isRecord(value) ? value[name] : undefined), parseJson(textOf(span.attributes[key])));
  return part === undefined ? undefined : { body: typeof part === "string" ? part : JSON.stringify(part), from: `${key}#/${path.join("/")}` };
};

/** Logfire lists a model's messages in one attribute, the answer last. */
const lastLogfireEvent: Reader = (span) => {
  const events = parseJson(textOf(span.attributes["events"]));
  const answer: unknown = Array.isArray(events) && "logfire.msg_template" in span.attributes ? events.at(-1) : undefined;
  return isRecord(answer) ? { body: JSON.stringify([answer]), from: "events" } : undefined;
};

const ofLogfire = (key: string): Reader => (span) => ("logfire.msg_template" in span.attributes ? attribute(key)(span) : undefined);

/** A crew's agent is told its task, but its span holds the agent's whole configuration beside it. */
const ofCrewTask = (read: Reader): Reader => (span) => (span.attributes["task_key"] === undefined ? undefined : read(span));

/** AutoGen's agents are called with messages and with a token whose text is its address in memory. */
const ofAutoGenCall = (read: Reader): Reader => (span) => (textOf(span.attributes["input.value"])?.includes('"cancellation_token":') === true ? read(span) : undefined);

/** A step of LlamaIndex' workflow is given an event and a context whose text is its address in memory. */
const ofWorkflowStep = (read: Reader): Reader => (span) => (textOf(span.attributes["input.value"])?.startsWith('{"ctx":') === true ? read(span) : undefined);

/** A chat that an AG2 agent starts is told with both agents' names beside the message. */
const ofStartedChat = (read: Reader): Reader => (span) => ("ag2.recipient.name" in span.attributes ? read(span) : undefined);

/** OpenInference spreads messages over `llm.input_messages.N.message.*`; put together again as `[{role, content, tool_calls}]`. */
const indexedMessages = (prefix: string): Reader => (span) => {
  const messages: Record<string, unknown>[] = [];
  for (const [key, value] of Object.entries(span.attributes)) {
    const match = /^(\d{1,4})\.message\.(.+)$/.exec(key.startsWith(`${prefix}.`) ? key.slice(prefix.length + 1) : "");
    if (match === null) continue;
    const [, index = "0", field = ""] = match;
    messages[Number(index)] = { ...messages[Number(index)], [field]: textOf(value) ?? "" };
  }
  const present = messages.filter((message) => message !== undefined);
  return present.length === 0 ? undefined : { body: JSON.stringify(present), from: prefix };
};

/** OpenInference's Python instrumentation of LangChain writes messages on a graph's spans, too, but only some of them. */
const modelMessages = (prefix: string): Reader => (span) => (isLlm(span) ? indexedMessages(prefix)(span) : undefined);

const DETAILS_EVENT = "gen_ai.client.inference.operation.details";

/** Content that is not on the span but on its event of the same purpose, under the same key. */
const onDetailsEvent = (key: string): Reader => (span) => {
  for (const event of span.events) {
    const body = event.name === DETAILS_EVENT ? textOf(event.attributes[key]) : undefined;
    if (body !== undefined) return { body, from: `${DETAILS_EVENT}#${key}` };
  }
  return undefined;
};

/** Before messages were attributes, each was an event of its own; put together as `[{role, content}]`. */
const messageEvents: Reader = (span) => {
  const messages = span.events.flatMap((event) => {
    const role = /^gen_ai\.(system|user|assistant|tool)\.message$/.exec(event.name)?.[1];
    const content = textOf(event.attributes["content"]);
    return role === undefined || content === undefined ? [] : [{ role, content: parseJson(content) ?? content }];
  });
  return messages.length === 0 ? undefined : { body: JSON.stringify(messages), from: "gen_ai.*.message" };
};

/** One member of the last event of that name. */
const eventMember = (name: string, key: string): Reader => (span) => {
  const body = textOf(span.events.findLast((event) => event.name === name)?.attributes[key]);
  return body === undefined ? undefined : { body, from: `${name}#${key}` };
};

const firstOf = (readers: readonly Reader[]): Reader => (span) => {
  for (const read of readers) {
    const captured = read(span);
    if (captured !== undefined) return captured;
  }
  return undefined;
};

/** What a model or agent span was given. */
export const readInput: Reader = firstOf([
  attribute("gen_ai.input.messages"),
  onDetailsEvent("gen_ai.input.messages"),
  messageEvents,
  member("gcp.vertex.agent.llm_request", "contents"),
  member("mastra.model_generation.input", "messages"),
  modelMessages("llm.input_messages"),
  ofLogfire("raw_input"),
  ofCrewTask(member("input.value", "context")),
  ofAutoGenCall(member("input.value", "messages")),
  ofWorkflowStep(member("input.value", "ev")),
  ofStartedChat(member("input.value", "message")),
  unlessNone(attribute("input.value")),
  indexedMessages("llm.input_messages"),
  member("traceloop.entity.input", "inputs"),
  attribute("traceloop.entity.input"),
  attribute("gen_ai.prompt"),
]);

/** What a model or agent span answered. */
export const readOutput: Reader = firstOf([
  attribute("gen_ai.output.messages"),
  onDetailsEvent("gen_ai.output.messages"),
  eventMember("gen_ai.choice", "message"),
  member("gcp.vertex.agent.llm_response", "content"),
  indexedMessages("llm.output_messages"),
  lastLogfireEvent,
  ofCrewTask(member("output.value", "raw")),
  attribute("output.value"),
  member("traceloop.entity.output", "outputs"),
  attribute("traceloop.entity.output"),
  attribute("gen_ai.completion"),
]);

/** The arguments a tool was called with. */
export const readToolArguments: Reader = firstOf([
  member("traceloop.entity.input", "input_str"),
  attribute("gen_ai.tool.call.arguments"),
  eventMember("gen_ai.tool.message", "content"),
  attribute("gcp.vertex.agent.tool_call_args"),
  ofLogfire("input"),
  member("output.value", "raw_input", "kwargs"),
  attribute("tool_call.function.arguments"),
  attribute("input.value"),
  attribute("traceloop.entity.input"),
  attribute("gen_ai.prompt"),
]);

/** What a tool returned. */
export const readToolResult: Reader = firstOf([
  member("traceloop.entity.output", "output"),
  attribute("gen_ai.tool.call.result"),
  eventMember("gen_ai.choice", "message"),
  attribute("gcp.vertex.agent.tool_response"),
  ofLogfire("output"),
  attribute("output.value"),
  attribute("traceloop.entity.output"),
  attribute("gen_ai.completion"),
]);
