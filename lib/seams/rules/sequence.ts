import { groupBy } from "../group-by.ts";
import { flowsInto } from "../payload/data-flow.ts";
import { isGraphNode, normaliseName } from "../trace/agent-name.ts";
import { inputOf, outputOf } from "../trace/agent-exchange.ts";
import { isOverBy } from "../trace/clock.ts";
import type { AgentRun, TraceIndex } from "../trace/index-trace.ts";
import { isInterrupt } from "../trace/normalise-status.ts";
import { isLlm } from "../trace/span-role.ts";
import type { FindHits, Hit } from "./hit.ts";

const WITH_DATA_FLOW = 0.8;
/** One after the other is no handoff by itself: a batch job runs unrelated agents so, too. */
const BY_ORDER_ALONE = 0.4;

/**
 * S: agents that ran one after the other beside each other, where what the first one said is found in what the next one was
 * given. Only neighbours in time count, all of a parallel group included: in a shared conversation everything said once is
 * found in every later input.
 */
export const findSequences: FindHits = (trace) => {
  const groups = groupBy(trace.agents.filter((agent) => !isMachinery(trace, agent)), (agent) => scopeOf(trace, agent));
  groups.delete(MEDIATED);
  return [...groups.values()].flatMap((siblings) => siblings.flatMap((target) => hitsInto(trace, siblings, target)));
};

const MEDIATED = "mediated";

/** The container or root they stand under. Below an agent that works itself, that agent carries what they say to each other. */
function scopeOf(trace: TraceIndex, agent: AgentRun): string {
  const above = trace.agentAbove(agent.span);
  if (above === undefined) return "";
  return above.isContainer ? above.span.spanId : MEDIATED;
}

/** A node of a graph that neither calls a model nor asks a person is machinery: a conversation passes through LangGraph's `tools`, too. */
const isMachinery = (trace: TraceIndex, agent: AgentRun): boolean =>
  isGraphNode(agent.span) && ![agent.span, ...trace.ownSpansOf(agent)].some((span) => isLlm(span) || isInterrupt(span));

function hitsInto(trace: TraceIndex, siblings: readonly AgentRun[], target: AgentRun): Hit[] {
  const before = siblings.filter((agent) => isBefore(agent, target));
  const last = before.at(-1); // they are in order of start, so whoever is over before this one began has another between
  const neighbours = before.filter((agent) => last !== undefined && !isBefore(agent, last));
  return neighbours
    .filter((source) => normaliseName(source.name) !== normaliseName(target.name))
    .map((source) => toHit(trace, siblings, source, target));
}

function toHit(trace: TraceIndex, siblings: readonly AgentRun[], source: AgentRun, target: AgentRun): Hit {
  const said = outputOf(trace, source);
  const given = inputOf(trace, target);
  const flows = said !== undefined && given !== undefined && flowsInto(said.body, inputOf(trace, source)?.body ?? "", given.body);
  return {
    rule: "S",
    confidence: flows ? WITH_DATA_FLOW : BY_ORDER_ALONE,
    source: { name: source.name, run: source },
    target: { name: target.name, run: target },
    sender: source.span,
    mode: "pass_control",
    direction: isReturn(siblings, source, target) ? "return" : "forward",
    sent: said,
  };
}

/** The target had worked before the source began: control comes back to it. */
const isReturn = (siblings: readonly AgentRun[], source: AgentRun, target: AgentRun): boolean =>
  siblings.some((agent) => normaliseName(agent.name) === normaliseName(target.name) && isBefore(agent, source));

const isBefore = (a: AgentRun, b: AgentRun): boolean =>
  a.span.startUnixNano < b.span.startUnixNano && isOverBy(a.span.endUnixNano, b.span.startUnixNano);
