import { textOf } from "@/lib/model/attributes.ts";
import type { Span } from "@/lib/model/span.ts";
import { normaliseName } from "@/lib/model/normalise-name.ts";
import { parseJson, parseJsonObject } from "../payload/parse-json.ts";
import { failureText, normaliseStatus } from "../trace/normalise-status.ts";
import { isTool } from "../trace/span-role.ts";
import { type ToolCall, modelCallBefore, toolCallsOf } from "../trace/tool-call.ts";
import { toolSchemaOf } from "../trace/tool-schema.ts";
import type { TraceIndex } from "../trace/index-trace.ts";
import type { FindHits, Hit } from "./hit.ts";
import { targetResolver } from "./resolve-target.ts";

const HANDOFF_TOOL = /^(?:transfer_to_|handoff_to_)(.+)$/;

/**
 * E, as OpenInference writes the OpenAI Agents SDK: a TOOL span `handoff to X` whose input names the source and whose
 * output names the target. A handoff that failed is called just `handoff` and names no target: then the model's own
 * request does.
 */
export const findOpenAiAgentsHandoffs: FindHits = (trace) => {
  const resolve = targetResolver(trace);
  return trace.spans.filter(isHandoffSpan).flatMap((span) => {
    const hit = readHandoff(trace, span);
    return hit === undefined ? [] : [{ ...hit, target: { name: hit.target.name, run: resolve(span, hit.target.name) } }];
  });
};

const isHandoffSpan = (span: Span): boolean => isTool(span) && (span.name === "handoff" || span.name.startsWith("handoff to "));

function readHandoff(trace: TraceIndex, span: Span): Hit | undefined {
  const source = named(span, "input.value", "from_agent") ?? trace.agentAbove(span)?.name;
  const model = modelCallBefore(trace, span);
  const calls = model === undefined ? [] : toolCallsOf(model).filter((call) => HANDOFF_TOOL.test(call.name));
  const told = named(span, "output.value", "to_agent");
  const call = callFor(calls, told);
  const target = told ?? requestedBy(call);
  if (source === undefined || target === undefined) return undefined;
  return {
    rule: "E",
    confidence: 1,
    source: { name: source, run: trace.agentAbove(span) },
    target: { name: target },
    sender: span,
    mode: "pass_control",
    direction: "forward",
    sent: call?.arguments,
    schema: call === undefined || model === undefined ? undefined : toolSchemaOf(model, call.name),
    reason: reasonIn(call),
    refusal: normaliseStatus(span) === "error" ? failureText(span) : undefined,
    note: calls.length > 1 ? `${calls.length} handoffs were requested at once (${calls.map(requestedBy).join(", ")}); the first one won` : undefined,
  };
}

/** The Python instrumentation writes the bare name, the JavaScript one a JSON object. */
function named(span: Span, key: string, member: string): string | undefined {
  const text = textOf(span.attributes[key]);
  const value = parseJsonObject(text)?.[member];
  if (typeof value === "string") return value;
  return text !== undefined && parseJson(text) === undefined ? text : undefined;
}

function callFor(calls: readonly ToolCall[], target: string | undefined): ToolCall | undefined {
  if (target === undefined) return calls[0];
  return calls.find((call) => normaliseName(requestedBy(call) ?? "") === normaliseName(target));
}

const requestedBy = (call: ToolCall | undefined): string | undefined => HANDOFF_TOOL.exec(call?.name ?? "")?.[1];

function reasonIn(call: ToolCall | undefined): string | undefined {
  const reason = parseJsonObject(call?.arguments.body)?.["reason"];
  return typeof reason === "string" ? reason : undefined;
}
