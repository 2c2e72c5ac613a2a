import { groupBy } from "@/lib/model/group-by.ts";
import { normaliseName } from "@/lib/model/normalise-name.ts";
import { isGraphNode, isToolRunner } from "../trace/agent-name.ts";
import { isOverBy } from "../trace/clock.ts";
import type { AgentRun, TraceIndex } from "../trace/index-trace.ts";
import { isInterrupt } from "../trace/normalise-status.ts";
import { isLlm } from "../trace/span-role.ts";

/** One agent's run after another's, with nobody's in between. */
export interface Succession {
  source: AgentRun;
  target: AgentRun;
  /** Control goes back to an agent that had passed it on, directly or through others, and has not had it since. */
  isReturn: boolean;
}

type Groups = ReadonlyMap<string, readonly AgentRun[]>;

/** Who ran after whom, among runs beside each other. A container stands for those of its members that ran last or first. */
export function successionsIn(trace: TraceIndex): Succession[] {
  const groups = groupBy(trace.agents.filter((agent) => !isMachinery(trace, agent)), (agent) => scopeOf(trace, agent));
  groups.delete(MEDIATED);
  return [...groups.values()].flatMap((siblings) => {
    const passedOn = new Map<AgentRun, Turn>();
    const ends = endsSoFar(siblings);
    return siblings.flatMap((target, at) => {
      const sources = neighboursBefore(siblings, at, ends);
      const before = passedOn.get(sources.at(-1) ?? target);
      const earlier = turnOf(before, normaliseName(target.name));
      passedOn.set(target, earlier ?? { name: normaliseName(target.name), from: before });
      const pairs = sources.flatMap((source) => lastOf(groups, source)).flatMap((source) => firstOf(groups, target).map((first) => ({ source, target: first })));
      return pairs.map((pair) => ({ ...pair, isReturn: earlier !== undefined }));
    });
  });
}

/** Who ran right after a run; worked out once, when first asked. */
export function successorsIn(trace: TraceIndex): (run: AgentRun) => AgentRun | undefined {
  let known: Map<AgentRun, AgentRun> | undefined;
  return (run) => {
    known ??= new Map(successionsIn(trace).toReversed().map(({ source, target }) => [source, target]));
    return known.get(run);
  };
}

/** Whose turn it is, and who had it before and passed it on. */
interface Turn {
  name: string;
  from: Turn | undefined;
}

function turnOf(turn: Turn | undefined, name: string): Turn | undefined {
  for (let at = turn; at !== undefined; at = at.from) if (at.name === name) return at;
  return undefined;
}

const MEDIATED = "mediated";

/** The container or root they stand under. Below an agent that works itself, that agent carries what they say to each other. */
function scopeOf(trace: TraceIndex, agent: AgentRun): string {
  const above = trace.agentAbove(agent.span);
  if (above === undefined) return "";
  return above.isContainer ? above.span.spanId : MEDIATED;
}

/** A node of a graph that neither calls a model nor asks a person is machinery: a conversation passes through LangGraph's `tools`, too. */
const isMachinery = (trace: TraceIndex, agent: AgentRun): boolean => isToolRunner(agent.name) || isIdleNode(trace, agent);

const isIdleNode = (trace: TraceIndex, agent: AgentRun): boolean =>
  isGraphNode(agent.span) && ![agent.span, ...trace.ownSpansOf(agent)].some((span) => isLlm(span) || isInterrupt(span));

/** Earliest and latest end among the siblings up to each one: whether it is worth looking further back. */
function endsSoFar(siblings: readonly AgentRun[]): { first: bigint; last: bigint }[] {
  let first = siblings[0]?.span.endUnixNano ?? 0n;
  let last = first;
  return siblings.map(({ span: { endUnixNano } }) => {
    if (endUnixNano < first) first = endUnixNano;
    if (endUnixNano > last) last = endUnixNano;
    return { first, last };
  });
}

/** Of a larger parallel group the last to begin stand for all: every member with every one that follows would be the square of it. */
const NEIGHBOURS_MAX = 256;

/** Those over before this one began, without those that have another between; siblings are in order of start. */
function neighboursBefore(siblings: readonly AgentRun[], at: number, ends: ReturnType<typeof endsSoFar>): AgentRun[] {
  const found: AgentRun[] = [];
  const target = siblings[at];
  let nearest: AgentRun | undefined;
  for (let index = at - 1; index >= 0; index -= 1) {
    const [agent, end] = [siblings[index], ends[index]];
    if (target === undefined || agent === undefined || end === undefined) break;
    if (nearest === undefined ? !isOverBy(end.first, target.span.startUnixNano) : isOverBy(end.last, nearest.span.startUnixNano) && isBefore(agent, nearest)) break;
    if (!isBefore(agent, target)) continue;
    nearest ??= agent;
    if (!isBefore(agent, nearest)) found.push(agent);
    if (found.length === NEIGHBOURS_MAX) break;
  }
  return found.toReversed();
}

const lastOf = (groups: Groups, run: AgentRun): AgentRun[] => opened(groups, run, (members) => members.filter((member) => !isBefore(member, members.at(-1) ?? member)));

const firstOf = (groups: Groups, run: AgentRun): AgentRun[] => opened(groups, run, (members) => {
  const [head, ...others] = members;
  const soonest = others.reduce((best, member) => (best !== undefined && member.span.endUnixNano < best.span.endUnixNano ? member : best), head);
  return members.filter((member) => soonest === undefined || !isBefore(soonest, member));
});

/** The run itself, or in place of a container those of its members that `choose` takes, however deep containers are nested. */
function opened(groups: Groups, run: AgentRun, choose: (members: readonly AgentRun[]) => readonly AgentRun[]): AgentRun[] {
  const found: AgentRun[] = [];
  const open = [run];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const members = next.isContainer ? (groups.get(next.span.spanId) ?? []) : [];
    if (members.length === 0) found.push(next);
    else open.push(...choose(members));
  }
  return found;
}

const isBefore = (a: AgentRun, b: AgentRun): boolean =>
  a.span.startUnixNano < b.span.startUnixNano && isOverBy(a.span.endUnixNano, b.span.startUnixNano);
