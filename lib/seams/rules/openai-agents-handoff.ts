import { textOf } from "@/lib/model/attributes.ts";
import type { Span } from "@/lib/model/span.ts";
import { parseJson, parseJsonObject } from "../payload/parse-json.ts";
import { failureText, normaliseStatus } from "../trace/normalise-status.ts";
import { isTool } from "../trace/span-role.ts";
import { modelCallBefore } from "../trace/tool-call.ts";
import { toolSchemaOf } from "../trace/tool-schema.ts";
import type { TraceIndex } from "../trace/index-trace.ts";
import type { FindHits, Hit } from "./hit.ts";
import { callFor, handoverCallsOf, reasonIn, requestedBy } from "./requested-call.ts";
import { targetResolver } from "./resolve-target.ts";
import { successorsIn } from "./succession.ts";

/**
 * E, as OpenInference writes the OpenAI Agents SDK: a TOOL span `handoff to X` whose input names the source and whose
 * output names the target. A handoff that failed is called just `handoff` and names no target: then the model's own
 * request does. OpenLLMetry's `X → unknown.handoff` never names one, because it looks before the SDK knows: where contents
 * are not recorded, either, the target is the agent that ran next.
 */
export const findOpenAiAgentsHandoffs: FindHits = (trace) => {
  const resolve = targetResolver(trace);
  const after = successorsIn(trace);
  return trace.spans.filter(isHandoffSpan).flatMap((span) => {
    const hit = readHandoff(trace, span, after);
    if (hit === undefined) return [];
    const run = resolve(span, hit.target.name);
    return [{ ...hit, target: { name: run?.name ?? hit.target.name, run } }];
  });
};

const isHandoffSpan = (span: Span): boolean =>
  (isTool(span) && (span.name === "handoff" || span.name.startsWith("handoff to "))) || isWithoutTarget(span);

const isWithoutTarget = (span: Span): boolean =>
  textOf(span.attributes["gen_ai.operation.name"]) === "handoff" && span.attributes["gen_ai.handoff.to_agent"] === undefined;

function readHandoff(trace: TraceIndex, span: Span, after: ReturnType<typeof successorsIn>): Hit | undefined {
  const above = trace.agentAbove(span);
  const source = named(span, "input.value", "from_agent") ?? textOf(span.attributes["gen_ai.handoff.from_agent"]) ?? above?.name;
  const model = modelCallBefore(trace, span);
  const calls = model === undefined ? [] : handoverCallsOf(model);
  const told = named(span, "output.value", "to_agent");
  const call = callFor(calls, told);
  const target = told ?? requestedBy(call) ?? (above !== undefined && isWithoutTarget(span) ? after(above)?.name : undefined);
  if (source === undefined || target === undefined) return undefined;
  return {
    rule: "E",
    confidence: 1,
    source: { name: source, run: above },
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
