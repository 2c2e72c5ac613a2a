import { type Handoff, HandoffSummary } from "@/lib/model/handoff.ts";
import type { Span } from "@/lib/model/span.ts";
import type { TraceDetail, TraceSpan } from "@/lib/model/trace.ts";
import { groupBy } from "./group-by.ts";
import { summariseTrace } from "./summarise-trace.ts";
import { type TraceIndex, serviceOf } from "./trace/index-trace.ts";
import { normaliseStatus } from "./trace/normalise-status.ts";

type Arrow = TraceDetail["arrows"][number];

/** A trace as its page draws it: lanes by agent in order of appearance, spans in waterfall order, handoffs as arrows. */
export function viewTrace(trace: TraceIndex, handoffs: readonly Handoff[], spansMax: number): TraceDetail {
  const { traceId, spans } = trace;
  const start = spans[0]?.startUnixNano ?? 0n;
  const since = (at: bigint): number => Number(at - start);
  const confirmed = handoffs.filter((handoff) => !handoff.candidate);
  const arrows = confirmed.flatMap((handoff) => arrowOf(handoff, traceId, since));
  const evidence = groupBy(
    confirmed.flatMap((handoff) => handoff.legs.filter((leg) => leg.traceId === traceId).map((leg) => ({ spanId: leg.spanId, id: handoff.id }))),
    (leg) => leg.spanId,
  );
  const list = waterfall(trace).slice(0, spansMax).map(({ span, depth }): TraceSpan => ({
    spanId: span.spanId,
    parentSpanId: trace.parentOf(span)?.spanId ?? "",
    name: span.name,
    kind: span.kind,
    service: serviceOf(span),
    lane: laneOf(trace, span),
    isAgent: trace.agentAt(span)?.span === span,
    startNs: since(span.startUnixNano),
    durationNs: Math.max(0, Number(span.endUnixNano - span.startUnixNano)),
    status: normaliseStatus(span),
    depth,
    handoffIds: [...new Set((evidence.get(span.spanId) ?? []).map((leg) => leg.id))],
  }));
  return {
    ...summariseTrace(trace, handoffs),
    startUnixNano: start.toString(),
    lanes: [...new Set([...spans.map((span) => laneOf(trace, span)), ...arrows.flatMap((arrow) => [arrow.fromLane, arrow.toLane])])],
    spanList: list,
    spansShown: list.length,
    handoffList: confirmed.map((handoff) => HandoffSummary.parse(handoff)),
    arrows,
  };
}

const laneOf = (trace: TraceIndex, span: Span): string => trace.agentAt(span)?.name ?? (serviceOf(span) || "(unnamed)");

/** Depth first, siblings by start; iterative, since a chain of parents may be ten thousand long. */
function waterfall(trace: TraceIndex): { span: Span; depth: number }[] {
  const rows: { span: Span; depth: number }[] = [];
  const open = trace.spans.filter((span) => trace.parentOf(span) === undefined).map((span) => ({ span, depth: 0 })).toReversed();
  for (let row = open.pop(); row !== undefined; row = open.pop()) {
    rows.push(row);
    const depth = row.depth + 1;
    open.push(...trace.childrenOf(row.span).map((span) => ({ span, depth })).toReversed());
  }
  return rows;
}

/** An arrow starts and ends where this trace has the evidence; a handoff that came from elsewhere starts at its own end. */
function arrowOf(handoff: Handoff, traceId: string, since: (at: bigint) => number): Arrow[] {
  const here = handoff.legs.filter((leg) => leg.traceId === traceId);
  const sent = here.find((leg) => leg.kind === "sent");
  const received = here.find((leg) => leg.kind === "received");
  const from = sent ?? received ?? here[0];
  if (from === undefined) return [];
  return [{
    handoffId: handoff.id,
    fromLane: handoff.source.name,
    toLane: handoff.target.name,
    fromNs: since(BigInt(from.at)),
    toNs: received === undefined ? null : since(BigInt(received.at)),
    failed: handoff.failed,
  }];
}
