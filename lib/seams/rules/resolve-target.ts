import type { Span } from "@/lib/model/span.ts";
import type { AgentRun, TraceIndex } from "../trace/index-trace.ts";

/** Finds the run that a sender's transfer started; `fits` tells it from runs of the same agent that start at the same time. */
export type TargetResolver = (sender: Span, name: string, fits?: (run: AgentRun) => boolean) => AgentRun | undefined;

/**
 * Finds the run that a transfer started. Transfers to the same agent are matched to its runs in order of time, each run
 * once, so that the second transfer of a conversation is not joined to the first run. Call it in order of the senders' start.
 */
export function targetResolver(trace: TraceIndex): TargetResolver {
  const claimed = new Set<string>();
  return (sender, name, fits) => {
    const free = trace.agentsNamed(name).filter((agent) => agent.span.startUnixNano >= sender.startUnixNano && !claimed.has(agent.span.spanId));
    const run = (fits === undefined ? undefined : free.find(fits)) ?? free[0];
    if (run !== undefined) claimed.add(run.span.spanId);
    return run;
  };
}

/** An agent of that name at work anywhere in the trace: its proper spelling, and proof that the name is an agent's. */
export const knownAgent = (trace: TraceIndex, name: string): AgentRun | undefined => trace.agentsNamed(name)[0];
