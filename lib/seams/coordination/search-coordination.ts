import { groupBy } from "@/lib/model/group-by.ts";
import type { Evidence } from "../evidence.ts";
import type { Report } from "../explicit/report.ts";
import type { MergedHit } from "../merge-hits.ts";
import type { TraceIndex } from "../trace/index-trace.ts";
import { coordinationIn, coordinationOf, coordinationOfGroups } from "./coordinate.ts";
import type { CoordinationById } from "./coordination.ts";
import { type Passing, type TraceView, passingOfHit, passingOfReports, viewOf } from "./passing.ts";

/** Where a search keeps what it has found. */
export interface Found {
  traces: ReadonlyMap<string, TraceIndex>;
  /** Reports by trace, and by the handoff they speak of. */
  byTrace: ReadonlyMap<string, readonly Report[]>;
  byHandoff: ReadonlyMap<string, readonly Report[]>;
  hitsIn(traceId: string): readonly MergedHit[];
  /** Hits that are the handoff which these reports tell of. */
  hitsToldBy(evidence: Evidence, reports: readonly Report[]): readonly MergedHit[];
  /** Evidence of a handoff from all its reports, from some of them, and of one that was inferred. */
  reported(id: string): Evidence;
  reportedBy(id: string, reports: readonly Report[]): Evidence;
  inferredIn(trace: TraceIndex): (hit: MergedHit) => Evidence;
}

/** Gives handoffs what they show together; each trace is looked at once, when the first of its handoffs is asked for. */
export function searchCoordination(found: Found): (evidence: Evidence) => Evidence {
  const views = new Map<string, TraceView | undefined>();
  const viewIn = (traceId: string): TraceView | undefined => {
    if (!views.has(traceId)) views.set(traceId, viewOfTrace(found, traceId));
    return views.get(traceId);
  };
  const byTrace = new Map<string, CoordinationById>();
  const factsIn = (traceId: string): CoordinationById => {
    const view = byTrace.has(traceId) ? undefined : viewIn(traceId);
    if (view !== undefined) byTrace.set(traceId, coordinationIn(view));
    return byTrace.get(traceId) ?? new Map();
  };
  let groups: CoordinationById | undefined;
  return (evidence) => {
    groups ??= coordinationOfGroups(found.traces.values(), (id) => passingOf(found, id), viewIn);
    const coordination = coordinationOf([groups.get(evidence.id), ...evidence.traceIds.map((traceId) => factsIn(traceId).get(evidence.id))]);
    return coordination === undefined ? evidence : { ...evidence, coordination };
  };
}

function passingOf(found: Found, id: string): Passing | undefined {
  const reports = found.byHandoff.get(id) ?? [];
  const evidence = reports.length === 0 ? undefined : found.reported(id);
  return evidence === undefined || evidence.legs.length === 0 ? undefined : passingOfReports(evidence, reports, found.hitsToldBy(evidence, reports));
}

/** A trace's handoffs as that trace alone tells of them: others that speak of them may or may not be at hand. */
function viewOfTrace(found: Found, traceId: string): TraceView | undefined {
  const trace = found.traces.get(traceId);
  if (trace === undefined) return undefined;
  const told = [...groupBy(found.byTrace.get(traceId) ?? [], ({ handoffId }) => handoffId)].flatMap(([id, reports]) => {
    const isWhole = reports.length === found.byHandoff.get(id)?.length;
    const evidence = isWhole ? found.reported(id) : found.reportedBy(id, reports);
    return evidence.legs.length === 0 ? [] : [{ evidence, reports, hits: found.hitsToldBy(evidence, reports) }];
  });
  const known = new Set(told.flatMap(({ hits }) => hits));
  const untold = found.hitsIn(traceId).filter((hit) => !known.has(hit) && isWithin(traceId, hit));
  return viewOf(trace, [
    ...told.map(({ evidence, reports, hits }) => passingOfReports(evidence, reports, hits)),
    ...untold.map((hit) => passingOfHit(found.inferredIn(trace)(hit), hit)),
  ]);
}

const isWithin = (traceId: string, { sender, source, target }: MergedHit): boolean =>
  [sender, source.run?.span, target.run?.span].every((span) => span === undefined || span.traceId === traceId);
