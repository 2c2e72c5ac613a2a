import { groupBy } from "@/lib/model/group-by.ts";
import type { Span } from "@/lib/model/span.ts";
import { flowsInto } from "../payload/data-flow.ts";
import { inputOf, outputOf } from "../trace/agent-exchange.ts";
import { isOverBy } from "../trace/clock.ts";
import { type AgentRun, type TraceIndex, serviceOf } from "../trace/index-trace.ts";
import { type Captured, readToolArguments, readToolResult } from "../trace/read-messages.ts";
import { isTool, toolNameOf } from "../trace/span-role.ts";
import { modelCallBefore } from "../trace/tool-call.ts";
import { toolSchemaOf } from "../trace/tool-schema.ts";
import type { FindHits, Hit } from "./hit.ts";

const RUNS_MAX = 32;

/**
 * D: an agent used as a tool whose run the instrumentation puts beside its caller's instead of below the tool, as OpenLLMetry
 * does with OpenAI Agents. It ran while the tool did, was given what the tool was called with, and what it said is what the
 * tool returned.
 */
export const findAgentsBeside: FindHits = (trace) => {
  const served = new Set(trace.agents.flatMap((run) => pathOf(trace, run)));
  const beside = groupBy(trace.agents, ({ span }) => trace.parentOf(span)?.spanId ?? "");
  beside.delete("");
  return trace.spans.filter((span) => isTool(span) && !served.has(span)).flatMap((tool) => {
    const source = trace.agentAbove(tool);
    if (source === undefined) return [];
    const [asked, result] = [readToolArguments(tool), readToolResult(tool)];
    if (asked === undefined || result === undefined) return [];
    const runs = ranDuring(beside.get(trace.parentOf(source.span)?.spanId ?? "") ?? [], tool);
    const target = runs.find((run) => run !== source && isAnswer(trace, run, asked, result));
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

/** Runs while the tool ran; none when there are so many that one more or less like another is among them. */
function ranDuring(runs: readonly AgentRun[], tool: Span): AgentRun[] {
  const found: AgentRun[] = [];
  for (let at = firstNotBefore(runs, tool); at < runs.length && found.length <= RUNS_MAX; at += 1) {
    const run = runs[at];
    if (run === undefined || run.span.startUnixNano > tool.endUnixNano) break;
    if (serviceOf(run.span) === serviceOf(tool) && isOverBy(run.span.endUnixNano, tool.endUnixNano)) found.push(run);
  }
  return found.length > RUNS_MAX ? [] : found;
}

/** Index of the first run that began when the tool did or later; runs are in order of start. */
function firstNotBefore(runs: readonly AgentRun[], tool: Span): number {
  let [low, high] = [0, runs.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const run = runs[middle];
    if (run !== undefined && !isOverBy(tool.startUnixNano, run.span.startUnixNano)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function isAnswer(trace: TraceIndex, run: AgentRun, asked: Captured, result: Captured): boolean {
  const [given, said] = [inputOf(trace, run), outputOf(trace, run)];
  return given !== undefined && said !== undefined && flowsInto(asked.body, "", given.body) && flowsInto(said.body, "", result.body);
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
