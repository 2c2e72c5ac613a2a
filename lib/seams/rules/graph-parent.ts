import { textOf } from "@/lib/model/attributes.ts";
import { normaliseName } from "@/lib/model/normalise-name.ts";
import { outputOf } from "../trace/agent-exchange.ts";
import { isOverBy } from "../trace/clock.ts";
import type { AgentRun, TraceIndex } from "../trace/index-trace.ts";
import type { FindHits } from "./hit.ts";

/**
 * Instrumentations whose `graph.node.parent_id` is the agent that really spoke before: AutoGen's is the source of the last
 * message, OpenAI Agents' the source of the handoff. CrewAI's is mostly the agent before in the crew's list, whether or not
 * anything was handed over, and Strands' is a constant; LangGraph's is a node of the graph.
 */
const TRUSTED = new Set([
  "openinference.instrumentation.autogen_agentchat",
  "openinference.instrumentation.openai_agents",
  "@arizeai/openinference-instrumentation-openai-agents",
]);

/** G: an agent's run that names, as its parent in the graph of agents, another agent that was at work before it. */
export const findGraphParents: FindHits = (trace) =>
  trace.agents.flatMap((target) => {
    const source = parentIn(trace, target);
    if (source === undefined) return [];
    return [{
      rule: "G" as const,
      confidence: 0.9,
      source: { name: source.name, run: source },
      target: { name: target.name, run: target },
      sender: source.span,
      mode: "pass_control" as const,
      direction: "forward" as const,
      sent: outputOf(trace, source),
    }];
  });

function parentIn(trace: TraceIndex, { span, name }: AgentRun): AgentRun | undefined {
  const parent = TRUSTED.has(span.scope.name) ? textOf(span.attributes["graph.node.parent_id"]) : undefined;
  if (parent === undefined || normaliseName(parent) === normaliseName(name)) return undefined;
  return trace.agentsNamed(parent).findLast((run) => isOverBy(run.span.endUnixNano, span.startUnixNano));
}
