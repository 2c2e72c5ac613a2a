import { textOf } from "@/lib/model/attributes.ts";
import type { Span } from "@/lib/model/span.ts";
import { normaliseName } from "@/lib/model/normalise-name.ts";
import { parseJsonObject } from "../payload/parse-json.ts";
import { failureText, normaliseStatus } from "../trace/normalise-status.ts";
import { readToolArguments } from "../trace/read-messages.ts";
import { toolNameOf } from "../trace/span-role.ts";
import { modelCallBefore } from "../trace/tool-call.ts";
import { toolSchemaOf } from "../trace/tool-schema.ts";
import type { TraceIndex } from "../trace/index-trace.ts";
import type { FindHits, Hit } from "./hit.ts";
import { type TargetResolver, knownAgent, targetResolver } from "./resolve-target.ts";

const NAMED_IN_TOOL = /^(?:Handoff-)?(transfer_back_to_|transfer_to_|handoff_to_|delegate_to_)(.+)$/;
/** Tools that take the target as an argument, and the arguments that name it. */
const NAMED_IN_ARGUMENTS: Readonly<Record<string, readonly string[]>> = {
  transfer_to_agent: ["agent_name", "agentName"],
  handoff_to_agent: ["agent_name", "agentName"],
  handoff: ["to_agent"],
  "Delegate work to coworker": ["coworker"],
  "Ask question to coworker": ["coworker"],
  strands_structured_output: ["agentId"],
};
/** A business tool may be called `transfer_to_savings`: without an agent of that name at work it is only a guess. */
const UNRESOLVED = 0.3;

/** T: a tool whose only purpose is to hand over, recognised by its name. */
export const findTransferTools: FindHits = (trace) => {
  const resolve = targetResolver(trace);
  return trace.spans.flatMap((span) => {
    const tool = toolNameOf(span);
    const requested = tool === undefined ? undefined : requestedTarget(span, tool);
    const source = textOf(span.attributes["gen_ai.agent.name"]) ?? trace.agentAbove(span)?.name;
    if (tool === undefined || requested === undefined || source === undefined) return [];
    return [toHit(trace, span, tool, source, requested, resolve)];
  });
};

function requestedTarget(span: Span, tool: string): string | undefined {
  const keys = Object.hasOwn(NAMED_IN_ARGUMENTS, tool) ? NAMED_IN_ARGUMENTS[tool] : undefined;
  if (keys === undefined) return NAMED_IN_TOOL.exec(tool)?.[2];
  const values = parseJsonObject(readToolArguments(span)?.body);
  return keys.map((key) => values?.[key]).find((value) => typeof value === "string");
}

function toHit(trace: TraceIndex, span: Span, tool: string, source: string, requested: string, resolve: TargetResolver): Hit {
  const model = modelCallBefore(trace, span);
  const known = knownAgent(trace, requested);
  const run = resolve(span, requested);
  const sent = readToolArguments(span);
  const reason = parseJsonObject(sent?.body)?.["reason"];
  return {
    rule: "T",
    confidence: known === undefined ? UNRESOLVED : 0.95,
    source: { name: source, run: trace.agentAbove(span) },
    target: { name: known?.name ?? requested, run },
    sender: span,
    mode: "pass_control",
    direction: tool.includes("transfer_back_to_") || isAbove(trace, span, requested) ? "return" : "forward",
    sent,
    schema: model === undefined ? undefined : toolSchemaOf(model, tool),
    reason: typeof reason === "string" ? reason : undefined,
    refusal: normaliseStatus(span) === "error" ? failureText(span) : undefined,
  };
}

/** ADK runs whoever is transferred to inside the run of who transfers: an agent further up gets back what it had passed on. */
function isAbove(trace: TraceIndex, span: Span, name: string): boolean {
  const source = trace.agentAbove(span);
  for (let above = source === undefined ? undefined : trace.agentAbove(source.span); above !== undefined; above = trace.agentAbove(above.span)) {
    if (normaliseName(above.name) === normaliseName(name)) return true;
  }
  return false;
}
