import type { SeamSummary } from "@/lib/model/seam.ts";

/** More lines than this cannot be told apart; the others are a press away, and all stand in the table. */
export const DRAWN_MAX = 60;

type Seam = Pick<SeamSummary, "id" | "source" | "target" | "handoffs" | "failed">;

/** The seams that are drawn, the worst first, and which part of all that could be drawn they are. */
export interface Drawn<Of extends Seam> {
  seams: Of[];
  /** From 0. */
  part: number;
  parts: number;
  agents: number;
  agentsInAll: number;
}

/** All seams when they fit; else a part of those that match, the worst and then the busiest first. Which part counts from 0. */
export function chooseDrawn<Of extends Seam>(all: readonly Of[], matching: readonly Of[], part: number): Drawn<Of> {
  const from = all.length <= DRAWN_MAX ? all : matching;
  const parts = Math.max(1, Math.ceil(from.length / DRAWN_MAX));
  const chosen = Math.min(Math.max(0, part), parts - 1);
  const seams = from.toSorted(worstFirst).slice(chosen * DRAWN_MAX, (chosen + 1) * DRAWN_MAX);
  return { seams, part: chosen, parts, agents: agentsOf(seams).size, agentsInAll: agentsOf(all).size };
}

const worstFirst = (a: Seam, b: Seam): number => b.failed - a.failed || b.handoffs - a.handoffs || (a.id < b.id ? -1 : 1);

const agentsOf = (seams: readonly Seam[]): Set<string> => new Set(seams.flatMap((seam) => [seam.source, seam.target]));

/** Ids of the seams around an agent: its own (1 hop), or those of its neighbours, too (2 hops). Without an agent, all. */
export function neighbourhood(seams: readonly Seam[], agent: string | undefined, hops: 1 | 2): Set<string> {
  if (agent === undefined) return new Set(seams.map((seam) => seam.id));
  const near = new Set([agent]);
  if (hops === 2) for (const seam of seams.filter((one) => one.source === agent || one.target === agent)) near.add(seam.source).add(seam.target);
  return new Set(seams.filter((seam) => near.has(seam.source) || near.has(seam.target)).map((seam) => seam.id));
}

/** What of a seam its place depends on. Volume is rounded, so that a graph keeps still while handoffs come in: more traffic makes a shorter line. */
export const toLaid = ({ id, source, target, handoffs }: Seam) => ({ id, source, target, weight: 1 + Math.round(Math.log2(1 + handoffs)) });
