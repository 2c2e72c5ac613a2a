import { textOf } from "@/lib/model/attributes.ts";
import type { Span } from "@/lib/model/span.ts";
import { isRecord, parseJson } from "../payload/parse-json.ts";

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

/** Part of a JSON attribute, as JSON again. */
const member = (key: string, name: string): Reader => (span) => {
  const value = parseJson(textOf(span.attributes[key]));
  const part = isRecord(value) ? value[name] : undefined;
  return part === undefined ? undefined : { body: JSON.stringify(part), from: `${key}#/${name}` };
};

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
  member("gcp.vertex.agent.llm_request", "contents"),
  indexedMessages("llm.input_messages"),
  attribute("input.value"),
  attribute("traceloop.entity.input"),
  attribute("gen_ai.prompt"),
]);

/** What a model or agent span answered. */
export const readOutput: Reader = firstOf([
  attribute("gen_ai.output.messages"),
  member("gcp.vertex.agent.llm_response", "content"),
  indexedMessages("llm.output_messages"),
  attribute("output.value"),
  attribute("traceloop.entity.output"),
  attribute("gen_ai.completion"),
]);

/** The arguments a tool was called with. */
export const readToolArguments: Reader = firstOf([
  attribute("gen_ai.tool.call.arguments"),
  attribute("gcp.vertex.agent.tool_call_args"),
  attribute("tool.parameters"),
  attribute("input.value"),
  attribute("traceloop.entity.input"),
]);

/** What a tool returned. */
export const readToolResult: Reader = firstOf([
  attribute("gen_ai.tool.call.result"),
  attribute("gcp.vertex.agent.tool_response"),
  attribute("output.value"),
  attribute("traceloop.entity.output"),
]);
