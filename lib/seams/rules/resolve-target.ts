import type { Span } from "@/lib/model/span.ts";
import type { AgentRun, TraceIndex } from "../trace/index-trace.ts";

/** Finds the run that a sender's transfer started; `fits` tells it from runs of the same agent that start at the same time. */
export type TargetResolver = (sender: Span, name: string, fits?: (run: AgentRun) => boolean) => AgentRun | undefined;

/**
 * Finds the run that a transfer started. Transfers to the same agent are matched to its runs in order of time, each run
 * once, so that the second transfer of a conversation is not joined to the first run. Call it in order of the senders' start.
 */
export function targetResolver(trace: TraceIndex): TargetResolver {
  const claimed = new Set<AgentRun>();
  const passed = new Map<readonly AgentRun[], number>();
  return (sender, name, fits) => {
    const runs = trace.agentsNamed(name);
    const isOut = (run: AgentRun): boolean => claimed.has(run) || run.span.startUnixNano < sender.startUnixNano;
    let at = passed.get(runs) ?? 0;
    for (let next = runs[at]; next !== undefined && isOut(next); next = runs[at]) at += 1;
    passed.set(runs, at); // whoever started before this sender did so before every later one
    const run = (fits === undefined ? undefined : runs.slice(at).find((one) => !isOut(one) && fits(one))) ?? runs[at];
    if (run !== undefined) claimed.add(run);
    return run;
  };
}

/** An agent of that name at work anywhere in the trace: its proper spelling, and proof that the name is an agent's. */
export const knownAgent = (trace: TraceIndex, name: string): AgentRun | undefined => trace.agentsNamed(name)[0];
