import { numberOf } from "@/lib/model/attributes.ts";
import type { Handoff } from "@/lib/model/handoff.ts";
import type { Span } from "@/lib/model/span.ts";
import type { SpanWhat } from "@/lib/model/span-window.ts";
import type { LegKind } from "@/lib/model/vocabulary.ts";
import type { TraceIndex } from "../trace/index-trace.ts";
import { isLlm, isTool } from "../trace/span-role.ts";

const BY_LEG: Partial<Record<LegKind, SpanWhat>> = { gate_requested: "gate", gate_decided: "gate", retried: "retry" };
/** Attributes that count tries beyond the first: OpenTelemetry's HTTP conventions and our own. */
const TRIES = ["http.request.resend_count", "handoff.retry.attempt"];

/**
 * What spans are, as far as their legs or their own attributes tell: gates and retries first, since an agent may wait at a gate;
 * then calls of models and tools. Spans that tell nothing of the kind are left out.
 */
export function whatOfSpans(trace: TraceIndex, handoffs: readonly Handoff[]): Map<string, SpanWhat> {
  const whats = new Map<string, SpanWhat>();
  for (const span of trace.spans) {
    const what = ownWhat(span);
    if (what !== undefined && (what === "retry" || trace.agentAt(span)?.span !== span)) whats.set(span.spanId, what);
  }
  for (const leg of handoffs.filter((handoff) => !handoff.candidate).flatMap((handoff) => handoff.legs)) {
    const what = leg.traceId === trace.traceId ? BY_LEG[leg.kind] : undefined;
    if (what !== undefined && trace.has(leg.spanId)) whats.set(leg.spanId, what);
  }
  return whats;
}

function ownWhat(span: Span): SpanWhat | undefined {
  if (TRIES.some((key) => (numberOf(span.attributes[key]) ?? 0) > 0)) return "retry";
  if (isLlm(span)) return "model";
  return isTool(span) ? "tool" : undefined;
}
