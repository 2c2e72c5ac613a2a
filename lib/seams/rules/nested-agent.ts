import type { Span } from "@/lib/model/span.ts";
import { normaliseName } from "@/lib/model/normalise-name.ts";
import { parseJsonObject } from "../payload/parse-json.ts";
import { type AgentRun, type TraceIndex, serviceOf } from "../trace/index-trace.ts";
import { type Captured, readToolArguments, readToolResult } from "../trace/read-messages.ts";
import { isLlm, isTool, toolNameOf } from "../trace/span-role.ts";
import { modelCallBefore } from "../trace/tool-call.ts";
import { toolSchemaOf } from "../trace/tool-schema.ts";
import type { FindHits, Hit } from "./hit.ts";

/**
 * D, R and N: an agent at work inside another one's work. Through a tool it is an agent used as a tool (D), across services
 * a remote call (R), else plain nesting (N). Containers hand over nothing themselves; their members are rule S's.
 */
export const findNestedAgents: FindHits = (trace) =>
  trace.agents.flatMap((target) => {
    const source = trace.agentAbove(target.span);
    if (source === undefined || source.isContainer || normaliseName(source.name) === normaliseName(target.name)) return [];
    const path = pathBetween(trace, source, target);
    const tool = path.find(isTool);
    if (tool !== undefined) return [asTool(trace, source, target, tool)];
    return [isRemote(source, target, path) ? asRemote(source, target, path) : asNested(source, target)];
  });

/** Spans strictly between the two runs, from the target upwards. */
function pathBetween(trace: TraceIndex, source: AgentRun, target: AgentRun): Span[] {
  const path: Span[] = [];
  for (let span = trace.parentOf(target.span); span !== undefined && span !== source.span; span = trace.parentOf(span)) path.push(span);
  return path;
}

const isRemote = (source: AgentRun, target: AgentRun, path: readonly Span[]): boolean =>
  serviceOf(source.span) !== serviceOf(target.span) || (path.some((span) => span.kind === "client") && path.some((span) => span.kind === "server"));

function asTool(trace: TraceIndex, source: AgentRun, target: AgentRun, tool: Span): Hit {
  const sent = readToolArguments(tool);
  return {
    rule: "D",
    confidence: 0.9,
    source: { name: source.name, run: source },
    target: { name: subagentIn(sent) ?? target.name, run: target },
    sender: tool,
    mode: "return_to_caller",
    direction: "forward",
    sent,
    returned: readToolResult(tool),
    schema: schemaOf(trace, source, tool),
  };
}

/** Claude's Agent SDK calls each subagent's run by its tool's name; which subagent it is stands in the arguments. */
function subagentIn(sent: Captured | undefined): string | undefined {
  const type = parseJsonObject(sent?.body)?.["subagent_type"];
  return typeof type === "string" ? type : undefined;
}

/** A call that a person approved runs before the model is asked again; then the next model call tells the tool's schema. */
function schemaOf(trace: TraceIndex, source: AgentRun, tool: Span): string | undefined {
  const name = toolNameOf(tool);
  const model = modelCallBefore(trace, tool) ?? trace.ownSpansOf(source).find(isLlm);
  return model === undefined || name === undefined ? undefined : toolSchemaOf(model, name);
}

/** The outermost CLIENT span is the moment of sending; without one the source's own span has to stand for it. */
function asRemote(source: AgentRun, target: AgentRun, path: readonly Span[]): Hit {
  const call = path.findLast((span) => span.kind === "client" || span.kind === "producer");
  return { ...asNested(source, target), rule: "R", confidence: 0.9, sender: call ?? source.span };
}

function asNested(source: AgentRun, target: AgentRun): Hit {
  return {
    rule: "N",
    confidence: 0.6,
    source: { name: source.name, run: source },
    target: { name: target.name, run: target },
    sender: source.span,
    mode: "return_to_caller",
    direction: "forward",
  };
}
