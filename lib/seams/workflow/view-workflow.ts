import { groupBy } from "@/lib/model/group-by.ts";
import type { Handoff } from "@/lib/model/handoff.ts";
import type { TimelineTrace } from "@/lib/model/timeline.ts";
import type { TraceDetail, TraceSpan } from "@/lib/model/trace.ts";
import type { WorkflowTimeline } from "@/lib/model/workflow.ts";
import type { TraceIndex } from "../trace/index-trace.ts";
import { viewTrace } from "../view-trace.ts";
import { waitsIn } from "./waits-in.ts";

const TRACE_ID_LENGTH = 32;

/**
 * The traces of a workflow on one clock, a lane an agent. Of a trace that serves other workflows as well, only what this one's
 * handoffs led to is shown.
 */
export function viewWorkflow(traces: readonly TraceIndex[], handoffs: readonly Handoff[], shared: ReadonlySet<string>): Omit<WorkflowTimeline, "spansInAll"> {
  const views = traces.map((trace) => ({ view: viewTrace(trace, [], Number.POSITIVE_INFINITY), keep: shared.has(trace.traceId) ? spansBelow(trace, evidenceIn(handoffs, trace.traceId)) : undefined }));
  const spans = views.flatMap(({ view, keep }) => view.spanList.filter((span) => keep?.has(span.spanId) ?? true).map((span) => ({ span, view })));
  const legs = handoffs.flatMap((handoff) => handoff.legs.map((leg) => BigInt(leg.at)));
  const starts = [...legs, ...spans.map(({ span, view }) => BigInt(view.startUnixNano) + BigInt(Math.round(span.startNs)))];
  const start = starts.length === 0 ? 0n : starts.reduce((a, b) => (b < a ? b : a));
  const spanList = spans.map(({ span, view }) => moved(span, view, Number(BigInt(view.startUnixNano) - start)));
  const byTrace = groupBy(spanList, (span) => span.spanId.slice(0, TRACE_ID_LENGTH));
  const arrows = handoffs.flatMap((handoff) => arrowOf(handoff, start));
  const ends = [...spanList.map((span) => span.startNs + span.durationNs), ...legs.map((at) => Number(at - start))];
  const byStart = spanList.toSorted((a, b) => a.startNs - b.startNs || (a.spanId < b.spanId ? -1 : 1));
  return {
    startUnixNano: start.toString(),
    lanes: [...new Set([...byStart.map((span) => span.lane), ...arrows.flatMap((arrow) => [arrow.fromLane, arrow.toLane])])],
    spanList, arrows,
    durationMs: ends.reduce((most, end) => Math.max(most, end), 0) / 1e6,
    waits: waitsIn(handoffs, start),
    traces: views.flatMap(({ view, keep }) => {
      const own = byTrace.get(view.traceId);
      return own === undefined ? [] : [extentOf(view, own, handoffs, keep !== undefined)];
    }),
  };
}

/** Spans of several traces in one list: their ids may be alike. */
const moved = (span: TraceSpan, { traceId }: TraceDetail, offsetNs: number): TraceSpan => ({
  ...span, spanId: `${traceId} ${span.spanId}`, parentSpanId: `${traceId} ${span.parentSpanId}`, startNs: span.startNs + offsetNs,
});

/** From a trace's first span to its last end; of a shared one, as far as it is shown. */
function extentOf({ traceId, name }: TraceDetail, own: readonly TraceSpan[], handoffs: readonly Handoff[], shared: boolean): TimelineTrace {
  const fromNs = own.reduce((least, span) => Math.min(least, span.startNs), Number.POSITIVE_INFINITY);
  const toNs = own.reduce((most, span) => Math.max(most, span.startNs + span.durationNs), 0);
  return { traceId, name, fromNs, toNs, failed: handoffs.filter((handoff) => handoff.failed && handoff.traceIds.includes(traceId)).length, shared };
}

const evidenceIn = (handoffs: readonly Handoff[], traceId: string): string[] => handoffs.flatMap((handoff) => handoff.legs.filter((leg) => leg.traceId === traceId).map((leg) => leg.spanId));

/** The spans with these ids and all below them. */
function spansBelow(trace: TraceIndex, spanIds: readonly string[]): Set<string> {
  const wanted = new Set(spanIds);
  const open = trace.spans.filter((span) => wanted.has(span.spanId));
  const kept = new Set<string>();
  for (let span = open.pop(); span !== undefined; span = open.pop()) {
    if (kept.has(span.spanId)) continue;
    kept.add(span.spanId);
    open.push(...trace.childrenOf(span));
  }
  return kept;
}

function arrowOf({ id, legs, source, target, failed }: Handoff, start: bigint): TraceDetail["arrows"] {
  const sent = legs.find((leg) => leg.kind === "sent");
  const received = legs.find((leg) => leg.kind === "received");
  const from = sent ?? received ?? legs[0];
  if (from === undefined) return [];
  return [{
    handoffId: id, fromLane: source.name, toLane: target.name, failed,
    fromNs: Number(BigInt(from.at) - start),
    toNs: received === undefined ? null : Number(BigInt(received.at) - start),
  }];
}
