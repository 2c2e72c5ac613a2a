import type { Handoff } from "@/lib/model/handoff.ts";
import { type SpanWhat, SPAN_WHATS } from "@/lib/model/span-window.ts";
import type { TraceDetail, TraceSpan } from "@/lib/model/trace.ts";
import type { TraceIndex } from "../trace/index-trace.ts";
import { whatOfSpans } from "./what-of-spans.ts";

/** A span is no failure, is evidence of a failed handoff, or has an error of its own. */
export const NOT_FAILED = 0;
const [HANDOFF_FAILED, ERROR] = [1, 2] as const;

/** The order of a trace's waterfall by column, so that any part of it, however folded, is found without walking the trace. */
export interface Outline {
  /** In order of the tree: depth first, siblings by start. */
  spans: readonly TraceSpan[];
  durationNs: number;
  indexOf(spanId: string): number | undefined;
  /** The first place behind what is below a span. */
  ends: Int32Array;
  /** The place of the parent; -1 where there is none. */
  outer: Int32Array;
  place: Int32Array;
  siblings: Int32Array;
  /** When anything at or below a span begins and ends. */
  earliestNs: Float64Array;
  latestNs: Float64Array;
  failed: Uint8Array;
  /** Failures before each place, and as its last item all of them. */
  failuresBefore: Int32Array;
  /** Places of failures, ascending. */
  failing: Int32Array;
  /** Places in `SPAN_WHATS`. */
  what: Uint8Array;
  /** By place of a span: the parent that never came, and how many spans name it. */
  missing: ReadonlyMap<number, { parentSpanId: string; spans: number }>;
  failedHandoffs: ReadonlySet<string>;
}

/** The outline of a trace as `viewTrace` shows it; `handoffs` are those with evidence in it. */
export function outlineOf(trace: TraceIndex, view: Pick<TraceDetail, "spanList" | "durationMs">, handoffs: readonly Handoff[]): Outline {
  const { spanList: spans } = view;
  const failedHandoffs = new Set(handoffs.filter((handoff) => handoff.failed && !handoff.candidate).map((handoff) => handoff.id));
  const failed = Uint8Array.from(spans, (span) => failureOf(span, failedHandoffs));
  const whats = whatOfSpans(trace, handoffs);
  const places = new Map(spans.map((span, index) => [span.spanId, index]));
  return {
    spans,
    durationNs: Math.max(1, Math.round(view.durationMs * 1e6)),
    indexOf: (spanId) => places.get(spanId),
    ...shapeOf(spans),
    failed,
    ...failuresOf(failed),
    what: Uint8Array.from(spans, (span) => SPAN_WHATS.indexOf(whats.get(span.spanId) ?? plainly(span))),
    missing: missingParents(trace, spans),
    failedHandoffs,
  };
}

function failureOf(span: TraceSpan, failedHandoffs: ReadonlySet<string>): number {
  if (span.status === "error") return ERROR;
  return span.handoffIds.some((id) => failedHandoffs.has(id)) ? HANDOFF_FAILED : NOT_FAILED;
}

const plainly = ({ isAgent, kind, handoffIds }: TraceSpan): SpanWhat => {
  if (isAgent) return "agent";
  if (handoffIds.length > 0) return "handoff";
  if (kind === "client" || kind === "server") return "remote";
  return kind === "producer" || kind === "consumer" ? "message" : "work";
};

function shapeOf(spans: readonly TraceSpan[]): Pick<Outline, "ends" | "outer" | "place" | "siblings" | "earliestNs" | "latestNs"> {
  const count = spans.length;
  const [ends, outer, place, siblings] = [new Int32Array(count).fill(count), new Int32Array(count).fill(-1), new Int32Array(count), new Int32Array(count)];
  const earliestNs = Float64Array.from(spans, (span) => span.startNs);
  const latestNs = Float64Array.from(spans, (span) => span.startNs + span.durationNs);
  const open: number[] = [];
  const children = new Int32Array(count + 1);
  for (const [index, { depth }] of spans.entries()) {
    while (open.length > depth) ends[open.pop() ?? 0] = index;
    outer[index] = open.at(-1) ?? -1;
    const above = (outer[index] ?? -1) + 1;
    children[above] = (children[above] ?? 0) + 1;
    place[index] = children[above] ?? 0;
    open.push(index);
  }
  for (let index = count - 1; index >= 0; index -= 1) {
    const above = outer[index] ?? -1;
    siblings[index] = children[above + 1] ?? 0;
    if (above < 0) continue;
    earliestNs[above] = Math.min(earliestNs[above] ?? 0, earliestNs[index] ?? 0);
    latestNs[above] = Math.max(latestNs[above] ?? 0, latestNs[index] ?? 0);
  }
  return { ends, outer, place, siblings, earliestNs, latestNs };
}

function failuresOf(failed: Uint8Array): Pick<Outline, "failing" | "failuresBefore"> {
  const failuresBefore = new Int32Array(failed.length + 1);
  const failing: number[] = [];
  for (const [index, failure] of failed.entries()) {
    failuresBefore[index + 1] = (failuresBefore[index] ?? 0) + (failure === NOT_FAILED ? 0 : 1);
    if (failure !== NOT_FAILED) failing.push(index);
  }
  return { failing: Int32Array.from(failing), failuresBefore };
}

function missingParents(trace: TraceIndex, spans: readonly TraceSpan[]): Outline["missing"] {
  const named = spans.flatMap((span, index): [number, string][] => {
    const parentSpanId = span.depth > 0 ? "" : (trace.spanOf(span.spanId)?.parentSpanId ?? "");
    return parentSpanId === "" || trace.has(parentSpanId) ? [] : [[index, parentSpanId]];
  });
  const counts = new Map<string, number>();
  for (const [, parentSpanId] of named) counts.set(parentSpanId, (counts.get(parentSpanId) ?? 0) + 1);
  return new Map(named.map(([index, parentSpanId]) => [index, { parentSpanId, spans: counts.get(parentSpanId) ?? 1 }]));
}
