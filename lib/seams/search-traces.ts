import { textOf } from "@/lib/model/attributes.ts";
import { groupBy } from "@/lib/model/group-by.ts";
import type { Span } from "@/lib/model/span.ts";
import { normaliseName } from "@/lib/model/normalise-name.ts";
import { searchCoordination } from "./coordination/search-coordination.ts";
import type { Evidence } from "./evidence.ts";
import { evidenceFromReports } from "./explicit/from-reports.ts";
import { type Report, reportsIn } from "./explicit/report.ts";
import { evidenceFromHit } from "./from-hit.ts";
import { findGates } from "./gates/course.ts";
import { joinCalls } from "./gates/joined-calls.ts";
import { findSuspensions } from "./gates/suspensions.ts";
import { findTasks } from "./gates/task-turns.ts";
import { relateTraces } from "./join-keys.ts";
import { type MergedHit, mergeHits } from "./merge-hits.ts";
import { findAgentsBeside } from "./rules/answered-beside.ts";
import { findDeliveredMessages } from "./rules/delivered-message.ts";
import { findDroppedMessages } from "./rules/dropped-message.ts";
import { findNamedMessages } from "./rules/named-message.ts";
import { findGraphParents } from "./rules/graph-parent.ts";
import { findNamedTransfers } from "./rules/named-transfer.ts";
import { findNestedAgents } from "./rules/nested-agent.ts";
import { findOpenAiAgentsHandoffs } from "./rules/openai-agents-handoff.ts";
import { findPushedTasks } from "./rules/pushed-task.ts";
import { findRoutingCommands } from "./rules/routing-command.ts";
import { findSequences } from "./rules/sequence.ts";
import { findSharedKeys } from "./rules/shared-key.ts";
import { findSpanLinks } from "./rules/span-link.ts";
import { findRequestedTransfers } from "./rules/requested-transfer.ts";
import { findStartedChats } from "./rules/started-chat.ts";
import { findTransferTools } from "./rules/transfer-tool.ts";
import type { FindHits, Hit, TraceOf } from "./rules/hit.ts";
import { type TraceIndex, indexTrace } from "./trace/index-trace.ts";

const RULES: readonly FindHits[] = [
  findNamedTransfers, findOpenAiAgentsHandoffs, findRoutingCommands, findPushedTasks, findDeliveredMessages, findDroppedMessages, findTransferTools, findRequestedTransfers, findNestedAgents,
  findAgentsBeside, findGraphParents, findStartedChats,
];

/** A set of traces in which handoffs can be looked for; each trace and handoff is worked out once, however often it is asked for. */
export interface TraceSearch {
  traceOf(traceId: string): TraceIndex | undefined;
  /**
   * Every handoff with evidence in this trace: those its agents report by `handoff.*` (with what the other traces say of
   * them) and those that rules find from what frameworks emit. It depends on the set of spans alone, not on their order.
   */
  handoffsIn(traceId: string): Evidence[];
}

/** Makes traces searchable. They must hold every trace that shares a `handoff.id`, `handoff.group.id` or resume key with one that will be asked for. */
export function searchTraces(spans: Iterable<Span>, defaultDeadlineMs: number): TraceSearch {
  const traces = new Map([...groupBy(spans, (span) => span.traceId)].map(([traceId, own]) => [traceId, indexTrace(traceId, own)]));
  const reports = [...traces.values()].flatMap(reportsIn);
  const byTrace = groupBy(reports, (report) => report.trace.traceId);
  const byHandoff = groupBy(reports, (report) => report.handoffId);
  const all = [...traces.values()];
  const [calls, suspensions] = [joinCalls(all), findSuspensions(all)];
  const shared = findSharedKeys(all, calls.joined, suspensions);
  const gates = findGates(all, calls, suspensions);
  const relatedTo = relateTraces(traces);
  const hitsIn = remember((traceId: string) => findHits(traces.get(traceId), shared, (other) => traces.get(other)));
  const hitsBy = remember((traceId: string) => hitsBySpan(hitsIn(traceId)));
  const hitsOf = remember((id: string) => hitsToldBy(reported(id), byHandoff.get(id) ?? [], hitsBy));
  const tasks = once(() => findTasks(all, hitsIn));
  const inferredIn = remember((trace: TraceIndex) => remember((hit: MergedHit): Evidence => tasks().withTurns(evidenceFromHit(trace, hit, gates, defaultDeadlineMs), hit)));
  const reported = remember((id: string) => evidenceFromReports(id, byHandoff.get(id) ?? [], defaultDeadlineMs));
  const coordinated = searchCoordination({
    traces, byTrace, byHandoff, hitsIn, reported, inferredIn,
    hitsToldBy: (evidence, own) => hitsToldBy(evidence, own, hitsBy),
    reportedBy: (id, own) => evidenceFromReports(id, own, defaultDeadlineMs),
  });
  const foundIn = remember((traceId: string): Evidence[] => {
    const trace = traces.get(traceId);
    if (trace === undefined) return [];
    const mentioned = [...new Set((byTrace.get(traceId) ?? []).map((report) => report.handoffId))];
    // A warning alone says that somebody spoke of a handoff, not that there was one.
    const ids = mentioned.filter((id) => reported(id).legs.length > 0);
    const told = new Set(ids.flatMap(hitsOf));
    const untold = hitsIn(traceId).filter((hit) => !told.has(hit) && !tasks().isContinuation(hit));
    return [...ids.map((id) => corroborated(reported(id), hitsOf(id))), ...untold.map(inferredIn(trace))].map(coordinated);
  });
  return {
    traceOf: (traceId) => traces.get(traceId),
    handoffsIn(traceId) {
      const found = new Map(foundIn(traceId).map((evidence) => [evidence.id, evidence]));
      const related = relatedTo(traceId).flatMap(foundIn).filter((evidence) => evidence.traceIds.includes(traceId));
      for (const evidence of related) if (!found.has(evidence.id)) found.set(evidence.id, evidence);
      return [...found.values()];
    },
  };
}

/** Neighbours in a log of messages are no sequence of runs: where messages name their targets, order tells nothing more. */
function findHits(trace: TraceIndex | undefined, shared: ReadonlyMap<TraceIndex, readonly Hit[]>, traceOf: TraceOf): MergedHit[] {
  if (trace === undefined) return [];
  const messages = findNamedMessages(trace);
  const rules = messages.length === 0 ? [...RULES, findSequences] : RULES;
  return mergeHits([...messages, ...findSpanLinks(trace, traceOf), ...(shared.get(trace) ?? []), ...rules.flatMap((find) => find(trace))]);
}

/** Rules saw, too, what the agents reported themselves. */
function corroborated(evidence: Evidence, seen: readonly MergedHit[]): Evidence {
  const rules = new Set(seen.flatMap((hit) => [hit.rule, ...hit.corroboration]));
  rules.delete("E");
  return { ...evidence, corroboration: [...rules].toSorted() };
}

/** Hits by their sending span, and by the span of the run that received. */
interface HitsBySpan {
  sent: ReadonlyMap<Span, readonly MergedHit[]>;
  received: ReadonlyMap<Span | undefined, readonly MergedHit[]>;
}

const hitsBySpan = (hits: readonly MergedHit[]): HitsBySpan => ({
  sent: groupBy(hits, (hit) => hit.sender),
  received: groupBy(hits, (hit) => hit.target.run?.span),
});

/** Hits that are the handoff the agents report: the same ends, and one of the reports is the hit's sending or receiving span. */
function hitsToldBy({ source, target }: Evidence, reports: readonly Report[], hitsBy: (traceId: string) => HitsBySpan): MergedHit[] {
  const ends = endsOf(source.name, target.name);
  const near = reports.flatMap(({ role, span, run, trace }) => {
    const { sent, received } = hitsBy(trace.traceId);
    const byRun = run === undefined ? [] : (role === "target" ? received : sent).get(run.span);
    return [...(sent.get(span) ?? []), ...(byRun ?? [])];
  });
  return [...new Set(near)].filter((hit) => endsOf(hit.source.name, hit.target.name) === ends);
}

const endsOf = (source: string, target: string): string => `${normaliseName(source)} > ${normaliseName(target)}`;

function once<Value>(workOut: () => Value): () => Value {
  let known: { value: Value } | undefined;
  return () => (known ??= { value: workOut() }).value;
}

function remember<Key, Value>(workOut: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    const value = known.get(key) ?? workOut(key);
    known.set(key, value);
    return value;
  };
}

/** Every `handoff.id` that spans carry, on themselves, their events or links: the keys by which their traces are joined. */
export function handoffIdsIn(spans: Iterable<Span>): string[] {
  const ids = new Set<string>();
  for (const span of spans) {
    for (const holder of [span, ...span.events, ...span.links]) {
      const id = textOf(holder.attributes["handoff.id"]);
      if (id !== undefined) ids.add(id);
    }
  }
  return [...ids];
}
