import type { Latency, Leg } from "@/lib/model/handoff.ts";
import type { Evidence } from "./evidence.ts";
import { firstAt, lastAt } from "./legs.ts";

const NANOS_PER_MS = 1e6;

/** Milliseconds between two moments; null when one is unknown or the clocks contradict each other. */
export const millisBetween = (from: bigint | undefined, to: bigint | undefined): number | null =>
  from === undefined || to === undefined || to < from ? null : Number(to - from) / NANOS_PER_MS;

/** How the time of a handoff splits. A clock that runs backwards gives null, never a negative time. */
export function latencyOf(evidence: Evidence): Latency {
  const { legs } = evidence;
  const totalMs = isToldByOneSpan(legs) || evidence.clockSkewMs !== null ? null : millisBetween(firstAt(legs, "sent"), firstAt(legs, "received"));
  const gateMs = millisBetween(firstAt(legs, "gate_requested"), lastAt(legs, "gate_decided"));
  return {
    totalMs,
    transitMs: totalMs === null ? null : Math.max(0, totalMs - (isGatedBeforeReception(legs) ? (gateMs ?? 0) : 0)),
    gateMs,
    queueMs: evidence.queueMs,
    workMs: evidence.workMs,
  };
}

/** A gate that the target opened itself, after it had received, is no part of the way there. */
function isGatedBeforeReception(legs: readonly Leg[]): boolean {
  const asked = firstAt(legs, "gate_requested");
  const received = firstAt(legs, "received");
  return asked !== undefined && (received === undefined || asked < received);
}

/** A span that tells both sides tells no time between them. */
function isToldByOneSpan(legs: readonly Leg[]): boolean {
  const sent = legs.find((leg) => leg.kind === "sent");
  return sent !== undefined && sent.spanId === legs.find((leg) => leg.kind === "received")?.spanId;
}

/** Whether the receiver's clock says it received before the sender sent, or outside the call that waited for it. */
export function clocksDisagree(evidence: Evidence): boolean {
  if (evidence.clockSkewMs !== null) return true;
  const sent = firstAt(evidence.legs, "sent");
  const received = firstAt(evidence.legs, "received");
  return sent !== undefined && received !== undefined && received < sent;
}
