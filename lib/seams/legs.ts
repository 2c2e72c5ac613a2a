import type { Leg } from "@/lib/model/handoff.ts";
import type { Span } from "@/lib/model/span.ts";
import type { LegKind } from "@/lib/model/vocabulary.ts";

/** A leg proved by a span. `at` is unix nanoseconds. */
export const legOf = (kind: LegKind, side: Leg["side"], agent: string, span: Span, at: bigint, claim: string): Leg => ({
  kind, side, agent, claim, at: at.toString(), traceId: span.traceId, spanId: span.spanId,
});

/** Legs in order of time; ties in the order in which a handoff goes. */
export function sortLegs(legs: readonly Leg[]): Leg[] {
  return legs.toSorted((a, b) => compare(BigInt(a.at), BigInt(b.at)) || ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) || compare(a.spanId, b.spanId));
}

/** Time of the first leg of a kind, or undefined. */
export function firstAt(legs: readonly Leg[], kind: LegKind): bigint | undefined {
  const leg = legs.find((candidate) => candidate.kind === kind);
  return leg === undefined ? undefined : BigInt(leg.at);
}

/** Time of the last leg of a kind, or undefined. */
export function lastAt(legs: readonly Leg[], kind: LegKind): bigint | undefined {
  const leg = legs.findLast((candidate) => candidate.kind === kind);
  return leg === undefined ? undefined : BigInt(leg.at);
}

const ORDER: readonly LegKind[] = [
  "sent", "retried", "gate_requested", "gate_decided", "received", "validated", "accepted", "rejected", "fell_back", "completed", "dead_lettered",
];

const compare = <Value extends bigint | string>(a: Value, b: Value): number => (a < b ? -1 : a > b ? 1 : 0);
