import { type Handoff, HandoffSummary } from "@/lib/model/handoff.ts";
import type { Span } from "@/lib/model/span.ts";
import type { TraceDetail, TraceSpan } from "@/lib/model/trace.ts";
import { groupBy } from "@/lib/model/group-by.ts";
import { hasClockDoubt } from "./clock-doubt.ts";
import { summariseTrace } from "./summarise-trace.ts";
import { executingAgentOf } from "./trace/agent-name.ts";
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
  const rows = waterfall(trace);
  const laneAt = new Map(rows.map(({ span, lane }) => [span, lane]));
  const list = rows.slice(0, spansMax).map(({ span, depth, lane }): TraceSpan => ({
    spanId: span.spanId,
    parentSpanId: trace.parentOf(span)?.spanId ?? "",
    name: span.name,
    kind: span.kind,
    service: serviceOf(span),
    lane,
    isAgent: trace.agentAt(span)?.span === span,
    startNs: since(span.startUnixNano),
    durationNs: Math.max(0, Number(span.endUnixNano - span.startUnixNano)),
    status: normaliseStatus(span),
    depth,
    handoffIds: idsOf(evidence.get(span.spanId)),
  }));
  return {
    ...summariseTrace(trace, handoffs),
    startUnixNano: start.toString(),
    flaws: { ...trace.flaws, clocks: confirmed.filter(hasClockDoubt).length },
    lanes: [...new Set([...trace.spans.flatMap((span) => laneAt.get(span) ?? []), ...arrows.flatMap((arrow) => [arrow.fromLane, arrow.toLane])])],
    spanList: list,
    spansShown: list.length,
    handoffList: confirmed.map((handoff) => HandoffSummary.parse(handoff)),
    arrows,
  };
}

const idsOf = (legs: readonly { id: string }[] | undefined): string[] => (legs === undefined ? [] : [...new Set(legs.map((leg) => leg.id))]);

interface Row {
  span: Span;
  depth: number;
  lane: string;
}

/** Depth first, siblings by start; iterative, since a chain of parents may be ten thousand long. */
function waterfall(trace: TraceIndex): Row[] {
  const rows: Row[] = [];
  const rowOf = (span: Span, above: Row | undefined): Row => ({ span, depth: above === undefined ? 0 : above.depth + 1, lane: laneOf(trace, span, above) });
  const open = trace.spans.filter((span) => trace.parentOf(span) === undefined).map((span) => rowOf(span, undefined)).toReversed();
  for (let row = open.pop(); row !== undefined; row = open.pop()) {
    rows.push(row);
    for (const child of trace.childrenOf(row.span).toReversed()) open.push(rowOf(child, row));
  }
  return rows;
}

/** The agent at work: whose run it is, else whom the span itself or the one above it names, else the service. */
function laneOf(trace: TraceIndex, span: Span, above: Row | undefined): string {
  const service = serviceOf(span);
  const inherited = above !== undefined && serviceOf(above.span) === service ? above.lane : undefined;
  return trace.agentAt(span)?.name ?? executingAgentOf(span) ?? inherited ?? (service || "(unnamed)");
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
