import { normaliseName } from "@/lib/model/normalise-name.ts";
import { UNKNOWN_AGENT } from "@/lib/model/vocabulary.ts";

interface Ends {
  source: string;
  target: string;
}

/** The agent as a node of the graph of seams; undefined where nobody named it, since unknown ones are not the same one. */
export const nodeOf = (agent: string): string | undefined => (agent === "" || agent === UNKNOWN_AGENT ? undefined : normaliseName(agent) || agent);

/**
 * Ranks seams so that one whose target is another one's source comes before it, as far as seams make no circle; within a circle the names
 * of agents decide. Seams of the same rank have the same source.
 */
export function rankUpstream(seams: Iterable<Ends>): (seam: Ends) => number {
  const upstreamOf = new Map<string, Set<string>>();
  for (const { source, target } of seams) {
    const [from, to] = [nodeOf(source) ?? "", nodeOf(target) ?? ""];
    if (!upstreamOf.has(from)) upstreamOf.set(from, new Set());
    if (from === to || to === "" || from === "") continue;
    upstreamOf.set(to, (upstreamOf.get(to) ?? new Set()).add(from));
  }
  const rank = new Map<string, number>();
  const begun = new Set<string>();
  for (const agent of [...upstreamOf.keys()].toSorted()) visit(agent);
  return ({ source }) => rank.get(nodeOf(source) ?? "") ?? 0;

  /** Depth first with a stack of its own: senders name the agents, and could name a chain of any length. */
  function visit(first: string): void {
    const stack = begun.has(first) ? [] : [enter(first)];
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const next = top.rest.pop();
      if (next === undefined) {
        rank.set(top.agent, rank.size);
        stack.pop();
      } else if (!begun.has(next)) stack.push(enter(next));
    }
  }

  function enter(agent: string): { agent: string; rest: string[] } {
    begun.add(agent);
    return { agent, rest: [...(upstreamOf.get(agent) ?? [])].toSorted().toReversed() };
  }
}
