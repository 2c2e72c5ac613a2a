import type { Handoff } from "@/lib/model/handoff.ts";
import type { TraceSummary } from "@/lib/model/trace.ts";
import { rfc3339Of } from "./moments.ts";
import { millisBetween } from "./latency.ts";
import { executingAgentOf } from "./trace/agent-name.ts";
import { type TraceIndex, serviceOf } from "./trace/index-trace.ts";
import { normaliseStatus } from "./trace/normalise-status.ts";

/** A trace as search results show it. `handoffs` may hold those of other traces: only those with evidence here count. */
export function summariseTrace(trace: TraceIndex, handoffs: readonly Handoff[]): TraceSummary {
  const { spans } = trace;
  const ownSpans = spans.filter((span) => span.isMoment !== true);
  const root = (ownSpans.length === 0 ? spans : ownSpans).find((span) => span.parentSpanId === "");
  const start = spans[0]?.startUnixNano ?? 0n;
  const end = spans.reduce((latest, span) => (span.endUnixNano > latest ? span.endUnixNano : latest), start);
  const counted = handoffs.filter((handoff) => !handoff.candidate && handoff.traceIds.includes(trace.traceId));
  return {
    traceId: trace.traceId,
    name: (root ?? ownSpans[0] ?? spans[0])?.name ?? "",
    rootMissing: root === undefined && ownSpans.length > 0,
    startedAt: rfc3339Of(start),
    durationMs: millisBetween(start, end) ?? 0,
    spans: spans.length,
    errors: spans.filter((span) => normaliseStatus(span) === "error").length,
    services: [...new Set(spans.map(serviceOf))].filter((service) => service !== "").toSorted(),
    agents: agentsIn(trace),
    handoffs: counted.length,
    failed: counted.filter((handoff) => handoff.failed).length,
  };
}

/** Agents with a run of their own, and those that only name themselves on the spans of a handoff. */
function agentsIn(trace: TraceIndex): string[] {
  const named = trace.spans.filter((span) => "handoff.id" in span.attributes).flatMap((span) => executingAgentOf(span) ?? []);
  return [...new Set([...trace.agents.map((agent) => agent.name), ...named])].toSorted();
}

const SEARCH_TEXT_MAX = 20_000;

/** Everything a person may remember of a trace, lower-case: names, agents, services, ids of its handoffs and tasks. */
export function searchTextOf(trace: TraceIndex, handoffs: readonly Handoff[]): string {
  const words = new Set<string>();
  for (const span of trace.spans) words.add(span.name).add(serviceOf(span));
  for (const agent of agentsIn(trace)) words.add(agent);
  for (const handoff of handoffs) words.add(handoff.id).add(handoff.correlationId).add(handoff.source.name).add(handoff.target.name).add(handoff.contract);
  return [...words].join("\n").toLowerCase().slice(0, SEARCH_TEXT_MAX);
}
