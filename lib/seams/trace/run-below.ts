import type { Span } from "@/lib/model/span.ts";
import type { AgentRun, TraceIndex } from "./index-trace.ts";

/** The run whose span this is. */
export function runOf(trace: TraceIndex, span: Span): AgentRun | undefined {
  const run = trace.agentAt(span);
  return run?.span === span ? run : undefined;
}

/** Level by level: the run nearest to a span, itself or below it; of several on one level the first to start. */
export function nearestRun(trace: TraceIndex, span: Span): AgentRun | undefined {
  for (let level: readonly Span[] = [span]; level.length > 0; level = level.flatMap((one) => trace.childrenOf(one))) {
    const run = level.flatMap((one) => runOf(trace, one) ?? [])[0];
    if (run !== undefined) return run;
  }
  return undefined;
}

/** The runs below a span that are below no other run, in order of start. */
export function runsBelow(trace: TraceIndex, span: Span): AgentRun[] {
  const runs: AgentRun[] = [];
  const open = [...trace.childrenOf(span)];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const run = runOf(trace, next);
    if (run === undefined) open.push(...trace.childrenOf(next));
    else runs.push(run);
  }
  return runs.toSorted((a, b) => (a.span.startUnixNano < b.span.startUnixNano ? -1 : a.span.startUnixNano > b.span.startUnixNano ? 1 : a.span.spanId < b.span.spanId ? -1 : 1));
}
