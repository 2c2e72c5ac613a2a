import type { Span } from "@/lib/model/span.ts";
import { flowsInto } from "../payload/data-flow.ts";
import { inputOf, outputOf } from "../trace/agent-exchange.ts";
import { isOverBy } from "../trace/clock.ts";
import { type AgentRun, type TraceIndex, serviceOf } from "../trace/index-trace.ts";
import { readToolArguments, readToolResult } from "../trace/read-messages.ts";
import { isTool, toolNameOf } from "../trace/span-role.ts";
import { modelCallBefore } from "../trace/tool-call.ts";
import { toolSchemaOf } from "../trace/tool-schema.ts";
import type { FindHits, Hit } from "./hit.ts";

/**
 * D: an agent used as a tool whose run the instrumentation puts beside its caller's instead of below the tool, as OpenLLMetry
 * does with OpenAI Agents. It ran while the tool did, was given what the tool was called with, and what it said is what the
 * tool returned.
 */
export const findAgentsBeside: FindHits = (trace) => {
  const served = new Set(trace.agents.flatMap((run) => pathOf(trace, run)));
  return trace.spans.filter((span) => isTool(span) && !served.has(span)).flatMap((tool) => {
    const source = trace.agentAbove(tool);
    if (source === undefined) return [];
    const target = runsBeside(trace, source).find((run) => ranDuring(run, tool) && answered(trace, tool, run));
    return target === undefined ? [] : [toHit(trace, source, target, tool)];
  });
};

/** Spans above a run up to the run it is nested in. */
function pathOf(trace: TraceIndex, run: AgentRun): Span[] {
  const path: Span[] = [];
  const source = trace.agentAbove(run.span)?.span;
  for (let above = trace.parentOf(run.span); above !== undefined && above !== source; above = trace.parentOf(above)) path.push(above);
  return path;
}

/** Other agents under the same parent. */
function runsBeside(trace: TraceIndex, source: AgentRun): AgentRun[] {
  const parent = trace.parentOf(source.span);
  const siblings = parent === undefined ? [] : trace.childrenOf(parent);
  return siblings.flatMap((span) => {
    const run = trace.agentAt(span);
    return run === undefined || run.span !== span || run === source ? [] : [run];
  });
}

const ranDuring = ({ span }: AgentRun, tool: Span): boolean =>
  serviceOf(span) === serviceOf(tool) && isOverBy(tool.startUnixNano, span.startUnixNano) && isOverBy(span.endUnixNano, tool.endUnixNano);

function answered(trace: TraceIndex, tool: Span, run: AgentRun): boolean {
  const [asked, result] = [readToolArguments(tool), readToolResult(tool)];
  const [given, said] = [inputOf(trace, run), outputOf(trace, run)];
  if (asked === undefined || result === undefined || given === undefined || said === undefined) return false;
  return flowsInto(asked.body, "", given.body) && flowsInto(said.body, "", result.body);
}

function toHit(trace: TraceIndex, source: AgentRun, target: AgentRun, tool: Span): Hit {
  const model = modelCallBefore(trace, tool);
  const name = toolNameOf(tool);
  return {
    rule: "D",
    confidence: 0.8,
    source: { name: source.name, run: source },
    target: { name: target.name, run: target },
    sender: tool,
    mode: "return_to_caller",
    direction: "forward",
    sent: readToolArguments(tool),
    returned: readToolResult(tool),
    schema: model === undefined || name === undefined ? undefined : toolSchemaOf(model, name),
  };
}
