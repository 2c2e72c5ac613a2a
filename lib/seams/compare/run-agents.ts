import { groupBy } from "@/lib/model/group-by.ts";
import { normaliseName } from "@/lib/model/normalise-name.ts";
import type { RunAgent } from "@/lib/model/run-comparison.ts";
import { busyNs } from "../timeline/merge-bars.ts";
import { versionOf } from "../trace/agent-exchange.ts";
import { byStart, type TraceIndex } from "../trace/index-trace.ts";
import { modelsUsed } from "../trace/models-used.ts";

const NANOS_PER_MS = 1e6;

/** The agents of a run with their versions, the models that answered them, and how long they were at work. */
export function runAgents(traces: readonly TraceIndex[]): RunAgent[] {
  const start = traces.flatMap((trace) => trace.spans[0]?.startUnixNano ?? []).reduce((least, at) => (at < least ? at : least), traces[0]?.spans[0]?.startUnixNano ?? 0n);
  const uses = groupBy(traces.flatMap(modelsUsed), (use) => normaliseName(use.agent));
  const byName = groupBy(traces.flatMap((trace) => trace.agents), (run) => normaliseName(run.name));
  return [...byName].flatMap(([key, runs]) => {
    const [first] = runs;
    if (first === undefined) return [];
    const spans = runs.map((run) => run.span).toSorted(byStart);
    return [{
      name: first.name,
      versions: [...new Set(runs.map(versionOf).filter((version) => version !== ""))].toSorted(),
      models: [...new Set((uses.get(key) ?? []).map((use) => use.model))].toSorted(),
      runs: runs.length,
      workMs: busyNs(spans.map((span) => ({ fromNs: Number(span.startUnixNano - start), toNs: Number(span.endUnixNano - start) }))) / NANOS_PER_MS,
    }];
  });
}
