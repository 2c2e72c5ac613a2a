import type { Span } from "@/lib/model/span.ts";
import type { Evidence } from "./evidence.ts";
import { evidenceFromReports } from "./explicit/from-reports.ts";
import { type Report, reportsIn } from "./explicit/report.ts";
import { evidenceFromHit } from "./from-hit.ts";
import { groupBy } from "./group-by.ts";
import { type MergedHit, mergeHits } from "./merge-hits.ts";
import type { FindHits } from "./rules/hit.ts";
import { findNamedTransfers } from "./rules/named-transfer.ts";
import { findNestedAgents } from "./rules/nested-agent.ts";
import { findOpenAiAgentsHandoffs } from "./rules/openai-agents-handoff.ts";
import { findRoutingCommands } from "./rules/routing-command.ts";
import { findSequences } from "./rules/sequence.ts";
import { findTransferTools } from "./rules/transfer-tool.ts";
import { normaliseName } from "./trace/agent-name.ts";
import { type TraceIndex, indexTrace } from "./trace/index-trace.ts";

const RULES: readonly FindHits[] = [
  findNamedTransfers, findOpenAiAgentsHandoffs, findRoutingCommands, findTransferTools, findNestedAgents, findSequences,
];

/** Spans of the trace being analysed, and of other traces that speak of the same handoffs. */
export interface TracesToSearch {
  traceId: string;
  spans: readonly Span[];
  related: ReadonlyMap<string, readonly Span[]>;
}

/**
 * Every handoff with evidence in the trace: those its agents report by `handoff.*` (with what other traces say of them) and
 * those that rules find from what frameworks emit. The answer depends on the set of spans alone, not on their order.
 */
export function findHandoffs(traces: TracesToSearch, defaultDeadlineMs: number): Evidence[] {
  const trace = indexTrace(traces.traceId, traces.spans);
  const own = reportsIn(trace);
  const related = [...traces.related].flatMap(([traceId, spans]) => reportsIn(indexTrace(traceId, spans)));
  const wanted = groupBy(own, (report) => report.handoffId);
  const all = groupBy([...own, ...related], (report) => report.handoffId);
  const hits = mergeHits(RULES.flatMap((find) => find(trace)));
  const reported = [...wanted].map(([id, reports]) => {
    const evidence = evidenceFromReports(id, all.get(id) ?? reports, defaultDeadlineMs);
    const corroboration = hits.filter((hit) => isSameHandoff(hit, evidence, reports, trace)).map((hit) => hit.rule);
    return { ...evidence, corroboration: [...new Set(corroboration)].filter((rule) => rule !== "E").toSorted() };
  });
  const inferred = hits
    .filter((hit) => !reported.some((evidence) => isSameHandoff(hit, evidence, wanted.get(evidence.id) ?? [], trace)))
    .map((hit) => evidenceFromHit(trace, hit, defaultDeadlineMs));
  return [...reported, ...inferred];
}

/** A rule saw what the agents reported themselves: same ends, and one of the reports is the sending or the receiving span. */
function isSameHandoff(hit: MergedHit, evidence: Evidence, reports: readonly Report[], trace: TraceIndex): boolean {
  const sameEnds = normaliseName(hit.source.name) === normaliseName(evidence.source.name) && normaliseName(hit.target.name) === normaliseName(evidence.target.name);
  return sameEnds && reports.some((report) => {
    const run = trace.agentAt(report.span)?.span;
    return report.span === hit.sender || (report.role === "target" ? run !== undefined && run === hit.target.run?.span : run !== undefined && run === hit.sender);
  });
}
