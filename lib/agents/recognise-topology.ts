import type { TopologyGroup, TopologyPart } from "@/lib/model/agent.ts";
import { groupBy } from "@/lib/model/group-by.ts";

/** A seam as far as the arrangement of agents goes. */
export interface Arrow {
  source: string;
  target: string;
  handoffs: number;
}

/** Who hands over to whom. */
interface Network {
  next: ReadonlyMap<string, ReadonlySet<string>>;
  before: ReadonlyMap<string, ReadonlySet<string>>;
}

/**
 * How the agents are arranged that hand over to each other, the busiest group first. A supervisor hands over to at least two
 * agents that hand over to nobody else; a chain goes from one agent to the next without a branch; everything else is mixed,
 * with those of its parts that are one of both, or a fan-out whose branches meet again.
 */
export function recogniseTopology(seams: readonly Arrow[]): TopologyGroup[] {
  const arrows = seams.filter((seam) => seam.source !== seam.target);
  const network: Network = { next: neighbours(arrows, "source", "target"), before: neighbours(arrows, "target", "source") };
  const groups = [...groupBy(seams, componentOf(seams)).values()];
  return groups.map((own) => describe(own, network)).toSorted((a, b) => b.handoffs - a.handoffs || compare(a.agents[0] ?? "", b.agents[0] ?? ""));
}

function describe(seams: readonly Arrow[], network: Network): TopologyGroup {
  const agents = [...new Set(seams.flatMap((seam) => [seam.source, seam.target]))].toSorted(compare);
  const supervisors = agents.flatMap((agent) => supervisorAt(agent, network));
  const led = new Set(supervisors.flatMap((part) => [part.hub, ...part.members]));
  const fans = agents.filter((agent) => !led.has(agent)).flatMap((agent) => fanAt(agent, network));
  const chains = chainsIn(agents.filter((agent) => !supervisors.some((part) => part.members.includes(agent))), network, supervisors);
  const parts = [...supervisors, ...fans, ...chains];
  const shared = { agents, seams: seams.length, handoffs: seams.reduce((sum, seam) => sum + seam.handoffs, 0), parts };
  return { kind: kindOf(agents, parts), ...shared };
}

function kindOf(agents: readonly string[], parts: readonly TopologyPart[]): TopologyGroup["kind"] {
  if (agents.length < 2) return "single";
  const [only] = parts;
  const isWhole = parts.length === 1 && only !== undefined && new Set([only.hub, ...only.members].filter((name) => name !== "")).size === agents.length;
  return isWhole && only.kind !== "fan_out" ? only.kind : "mixed";
}

function supervisorAt(agent: string, { next, before }: Network): TopologyPart[] {
  const leaves = [...(next.get(agent) ?? [])].filter((worker) => isOnly(next.get(worker), agent) && isOnly(before.get(worker), agent)).toSorted(compare);
  // Where workers hand back, one that does not is who comes after the supervisor.
  const returning = leaves.filter((worker) => next.get(worker)?.has(agent) === true);
  const workers = returning.length < 2 ? leaves : returning;
  if (workers.length < 2) return [];
  return [{ kind: "supervisor", hub: agent, members: workers, why: `${agent} hands over to ${workers.length} agents that hand over to nobody else` }];
}

/** Nobody, or this one alone. */
const isOnly = (names: ReadonlySet<string> | undefined, name: string): boolean => [...(names ?? [])].every((other) => other === name);

function fanAt(agent: string, { next, before }: Network): TopologyPart[] {
  const branches = [...(next.get(agent) ?? [])].filter((branch) => isOnly(before.get(branch), agent)).toSorted(compare);
  const meeting = groupBy(branches.filter((branch) => next.get(branch)?.size === 1), (branch) => [...(next.get(branch) ?? [])][0] ?? "");
  return [...meeting].flatMap(([target, members]): TopologyPart[] =>
    members.length < 2 || target === agent ? [] : [{ kind: "fan_out", hub: agent, members: [...members, target], why: `${agent} hands over to ${members.length} agents that all hand over to ${target}` }],
  );
}

/** Longest ways without a branch; a supervisor stands in a chain for its whole group. */
function chainsIn(agents: readonly string[], { next, before }: Network, supervisors: readonly TopologyPart[]): TopologyPart[] {
  const led = new Map(supervisors.map((part) => [part.hub, new Set(part.members)]));
  const ahead = (agent: string): string[] => [...(next.get(agent) ?? [])].filter((name) => led.get(agent)?.has(name) !== true);
  const behind = (agent: string): string[] => [...(before.get(agent) ?? [])].filter((name) => led.get(agent)?.has(name) !== true);
  const isStep = (from: string, to: string): boolean => ahead(from).length === 1 && behind(to).length === 1 && !ahead(to).includes(from);
  const starts = agents.filter((agent) => !behind(agent).some((from) => isStep(from, agent)));
  return starts.flatMap((start): TopologyPart[] => {
    const members = [start];
    for (let [to] = ahead(start); to !== undefined && isStep(members.at(-1) ?? "", to) && !members.includes(to); [to] = ahead(to)) members.push(to);
    return members.length < 2 ? [] : [{ kind: "chain", hub: "", members, why: `each of ${members.length} agents hands over to the next one alone` }];
  });
}

function neighbours(arrows: readonly Arrow[], from: "source" | "target", to: "source" | "target"): Map<string, Set<string>> {
  return new Map([...groupBy(arrows, (arrow) => arrow[from])].map(([name, own]) => [name, new Set(own.map((arrow) => arrow[to]))]));
}

/** The group of a seam: the alphabetically first agent that can be reached from it either way. */
function componentOf(seams: readonly Arrow[]): (seam: Arrow) => string {
  const leader = new Map<string, string>();
  const find = (name: string): string => {
    let at = name;
    for (let above = leader.get(at); above !== undefined && above !== at; above = leader.get(at)) at = above;
    return at;
  };
  for (const { source, target } of seams) {
    const [first = "", second = ""] = [find(source), find(target)].toSorted(compare);
    leader.set(second, first);
  }
  return (seam) => find(seam.source);
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
