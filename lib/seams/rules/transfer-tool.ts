import { textOf } from "@/lib/model/attributes.ts";
import type { Span } from "@/lib/model/span.ts";
import { normaliseName } from "@/lib/model/normalise-name.ts";
import { parseJsonObject } from "../payload/parse-json.ts";
import { isToolRunner } from "../trace/agent-name.ts";
import { isOverBy } from "../trace/clock.ts";
import { failureText, normaliseStatus } from "../trace/normalise-status.ts";
import { readToolArguments, readToolResult } from "../trace/read-messages.ts";
import { rosterOf } from "../trace/roster.ts";
import { toolNameOf } from "../trace/span-role.ts";
import { modelCallBefore } from "../trace/tool-call.ts";
import { ownSchemaOf, toolSchemaOf } from "../trace/tool-schema.ts";
import type { AgentRun, TraceIndex } from "../trace/index-trace.ts";
import type { End, FindHits, Hit } from "./hit.ts";
import { handoverTool } from "./known-tools.ts";
import { refusalInWords } from "./refused-in-words.ts";
import { withoutNumber } from "./requested-call.ts";
import { type TargetResolver, knownAgent, targetResolver } from "./resolve-target.ts";
import { successorsIn } from "./succession.ts";

const NAMED_IN_TOOL = /^(?:Handoff-)?(transfer_back_to_|transfer_to_|handoff_to_|delegate_to_)(.+)$/;
/** A business tool may be called `transfer_to_savings`: without an agent of that name at work it is only a guess. */
const UNRESOLVED = 0.3;

/** T: a tool whose only purpose is to hand over, recognised by its name. */
export const findTransferTools: FindHits = (trace) => {
  const resolve = targetResolver(trace);
  const roster = rosterOf(trace);
  const after = successorsIn(trace);
  return trace.spans.flatMap((span) => {
    const tool = toolNameOf(span);
    if (tool === undefined) return [];
    const run = callerOf(trace, span, tool);
    const requested = requestedTarget(span, tool) ?? (run !== undefined && isUntold(span, tool) ? after(run)?.name : undefined);
    if (requested === undefined) return [];
    const name = textOf(span.attributes["gen_ai.agent.name"]) ?? run?.name;
    return name === undefined ? [] : [toHit(trace, span, { tool, source: { name, run }, requested }, resolve, roster)];
  });
};

function requestedTarget(span: Span, tool: string): string | undefined {
  const known = handoverTool(tool);
  if (known === undefined) return NAMED_IN_TOOL.exec(tool)?.[2];
  const values = parseJsonObject(readToolArguments(span)?.body);
  return known.target.map((key) => values?.[key]).find((value) => typeof value === "string");
}

/** Where contents are not recorded, a tool that does nothing but pass on has passed on to the agent that ran next. */
const isUntold = (span: Span, tool: string): boolean => handoverTool(tool)?.answers === false && readToolArguments(span) === undefined;

/**
 * The agent the tool belongs to. A handover tool that stands beside all agents, as LlamaIndex puts it, or is run by AG2's own
 * agent for tools, belongs to the one that ran last.
 */
function callerOf(trace: TraceIndex, span: Span, tool: string): AgentRun | undefined {
  const above = trace.agentAbove(span);
  const isElsewhere = above === undefined ? handoverTool(tool) !== undefined : isToolRunner(above.name) && NAMED_IN_TOOL.test(tool);
  if (!isElsewhere) return above;
  return trace.agents.findLast((run) => !run.isContainer && !isToolRunner(run.name) && isOverBy(run.span.endUnixNano, span.startUnixNano));
}

/** The tool that was called, by which agent and with whom for a target. */
interface Transfer {
  tool: string;
  source: End;
  requested: string;
}

function toHit(trace: TraceIndex, span: Span, { tool, source, requested }: Transfer, resolve: TargetResolver, roster: ReadonlyMap<string, string>): Hit {
  const model = modelCallBefore(trace, span);
  const known = (knownAgent(trace, requested) ?? knownAgent(trace, withoutNumber(requested)))?.name ?? roster.get(normaliseName(requested));
  const kind = handoverTool(tool);
  const result = kind === undefined ? undefined : readToolResult(span);
  const refused = refusalInWords(result?.body);
  const refusal = normaliseStatus(span) === "error" ? failureText(span) : refused;
  const sent = readToolArguments(span);
  const reason = parseJsonObject(sent?.body)?.["reason"];
  return {
    rule: "T",
    confidence: known === undefined && refused === undefined ? UNRESOLVED : 0.95,
    source,
    target: { name: known ?? requested, run: refused === undefined ? resolve(span, known ?? requested) : undefined },
    sender: span,
    mode: kind?.answers === true ? "return_to_caller" : "pass_control",
    direction: tool.includes("transfer_back_to_") || isAbove(trace, span, requested) ? "return" : "forward",
    sent,
    returned: kind?.answers === true && refusal === undefined ? result : undefined,
    schema: ownSchemaOf(span) ?? (model === undefined ? undefined : toolSchemaOf(model, tool)),
    reason: typeof reason === "string" ? reason : undefined,
    refusal,
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
