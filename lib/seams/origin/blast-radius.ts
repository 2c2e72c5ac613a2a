import type { BlastRadius } from "@/lib/model/origin.ts";
import { ranOn, type Step, wentOn } from "./chain.ts";
import type { Reached } from "./spread.ts";

const IDS_MAX = 200;
const NANOS_PER_MS = 1e6;

/** What ran on a defect: the target of its origin, unless it was stopped there, and all that followed. */
export function blastRadiusOf(origin: Step, spread: readonly Reached[]): BlastRadius {
  const runs = [origin, ...spread.map(({ step }) => step)].filter((step) => (step === origin ? ranOn(step) : wentOn(step)) && step.receivedAt !== undefined);
  const tokens = runs.flatMap(({ handoff }) => handoff.workTokens ?? []);
  return {
    handoffs: spread.length,
    agents: [...new Set(runs.map(({ handoff }) => handoff.target.name))].toSorted(),
    traces: new Set(runs.flatMap(({ handoff }) => handoff.traceIds)).size,
    hops: spread.reduce((most, { hops }) => Math.max(most, hops), 0),
    workMs: timeIn(runs),
    tokens: tokens.length === 0 ? null : tokens.reduce((sum, count) => sum + count, 0),
    tokensToldBy: tokens.length,
    runs: runs.length,
    handoffIds: spread.slice(0, IDS_MAX).map(({ step }) => step.handoff.id),
  };
}

/** Milliseconds in which at least one of the runs was at work; a run inside another one is not counted twice. */
function timeIn(runs: readonly Step[]): number | null {
  const stretches = runs
    .flatMap(({ handoff: { latency }, receivedAt }) => (receivedAt === undefined || latency.workMs === null ? [] : [{ from: Number(receivedAt) / NANOS_PER_MS, ms: latency.workMs }]))
    .toSorted((a, b) => a.from - b.from);
  if (stretches.length === 0) return null;
  let until = -Infinity;
  let sum = 0;
  for (const { from, ms } of stretches) {
    sum += Math.max(0, from + ms - Math.max(from, until));
    until = Math.max(until, from + ms);
  }
  return Math.round(sum * 1000) / 1000;
}
