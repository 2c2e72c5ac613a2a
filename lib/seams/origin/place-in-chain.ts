import type { ChainedHandoff, HandoffChain } from "@/lib/model/handoff-course.ts";
import type { Handoff } from "@/lib/model/handoff.ts";
import { chainOf, type Link, ranOn, type Step } from "./chain.ts";

const NEIGHBOURS_MAX = 10;
const LIST_MAX = 50;

/** Where a handoff stands among those of its workflow, and all that came of it: what its target went on to hand over, and so on. */
export function placeInChain(id: string, workflow: string, handoffs: readonly Handoff[]): HandoffChain {
  const steps = chainOf(handoffs);
  const step = steps.find((one) => one.handoff.id === id);
  if (step === undefined) return { workflow, place: 0, inAll: steps.length, previous: [], next: [], downstream: { handoffs: 0, failed: 0, agents: [], traces: 0, list: [] } };
  const followers = downstreamOf(step).toSorted((a, b) => a.step.index - b.step.index);
  return {
    workflow, place: step.index + 1, inAll: steps.length,
    previous: step.before.slice(0, NEIGHBOURS_MAX).map(told),
    next: step.after.toSorted((a, b) => a.step.index - b.step.index).slice(0, NEIGHBOURS_MAX).map(told),
    downstream: {
      handoffs: followers.length,
      failed: followers.filter(({ step: { handoff } }) => handoff.failed).length,
      agents: [...new Set(followers.filter((link) => ranOn(link.step)).map((link) => link.step.handoff.target.name))].toSorted(),
      traces: new Set(followers.flatMap((link) => link.step.handoff.traceIds)).size,
      list: followers.slice(0, LIST_MAX).map(told),
    },
  };
}

/** Links lead to higher places only, so that this ends. */
function downstreamOf(step: Step): Link[] {
  const reached = new Map<Step, Link>();
  const open = [...step.after];
  for (let link = open.pop(); link !== undefined; link = open.pop()) {
    if (reached.has(link.step)) continue;
    reached.set(link.step, link);
    open.push(...link.step.after);
  }
  return [...reached.values()];
}

const told = ({ step: { handoff }, via }: Link): ChainedHandoff => ({
  id: handoff.id, source: handoff.source.name, target: handoff.target.name, contract: handoff.contract, verdict: handoff.verdict, failed: handoff.failed, startedAt: handoff.startedAt, via,
});
