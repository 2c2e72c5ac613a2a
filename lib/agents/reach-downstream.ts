import { groupBy } from "@/lib/model/group-by.ts";
import type { Arrow } from "./recognise-topology.ts";

/** Agents that work can reach from the given ones by handoffs, nearest first, without the given ones themselves. */
export function reachDownstream(seams: readonly Arrow[], from: readonly string[]): string[] {
  const next = groupBy(seams, (seam) => seam.source);
  const met = new Set(from);
  const queue = [...met];
  for (let at = 0; at < queue.length; at += 1) {
    for (const { target } of next.get(queue[at] ?? "") ?? []) {
      if (met.has(target)) continue;
      met.add(target);
      queue.push(target);
    }
  }
  return queue.slice(new Set(from).size);
}
