import type { Leg } from "@/lib/model/handoff.ts";
import type { Verdict } from "@/lib/model/vocabulary.ts";
import type { Evidence } from "./evidence.ts";
import { firstAt, lastAt } from "./legs.ts";
import { hasFallbackFailed } from "./terms.ts";

/**
 * What the legs of both sides add up to. An agent's own status is no leg: both may report success while the handoff between
 * them is lost. `now` is unix nanoseconds; only it can turn pending into lost or orphan.
 */
export function verdictOf(evidence: Evidence, now: bigint): Verdict {
  const { legs } = evidence;
  const rejected = lastAt(legs, "rejected");
  const done = lastAt(legs, "completed") ?? lastAt(legs, "accepted");
  if (isDeadLettered(legs)) return "dead_lettered";
  if (rejected !== undefined) return done !== undefined && done > rejected ? "recovered" : "rejected";
  if (isHeld(legs)) return "held";
  const received = firstAt(legs, "received");
  const overdue = evidence.deadline !== undefined && now > evidence.deadline.at;
  if (firstAt(legs, "sent") === undefined) return evidence.claims.senderAnnounced && !overdue ? "pending" : "orphan";
  if (received === undefined) return overdue ? "lost" : "pending";
  return hasRecovered(evidence) ? "recovered" : "delivered";
}

/** Put aside, and not taken out again: received anew and completed. */
function isDeadLettered(legs: readonly Leg[]): boolean {
  const putAside = lastAt(legs, "dead_lettered");
  const received = lastAt(legs, "received");
  const done = lastAt(legs, "completed") ?? lastAt(legs, "accepted");
  return putAside !== undefined && !(received !== undefined && done !== undefined && received >= putAside && done > putAside);
}

/** It went wrong, and a fallback or a second delivery put it right. */
function hasRecovered({ legs, terms }: Evidence): boolean {
  if (firstAt(legs, "dead_lettered") !== undefined) return true;
  return firstAt(legs, "fell_back") !== undefined && (terms?.fallback === undefined || !hasFallbackFailed(terms.fallback));
}

/** A gate is open: asked for, not decided, and nobody went on without it. */
function isHeld(legs: readonly Leg[]): boolean {
  const asked = lastAt(legs, "gate_requested");
  const decided = lastAt(legs, "gate_decided");
  if (asked === undefined || (decided !== undefined && decided >= asked)) return false;
  const wentOn = lastAt(legs, "completed") ?? lastAt(legs, "accepted");
  const received = lastAt(legs, "received");
  return (wentOn === undefined || wentOn < asked) && (received === undefined || received <= asked);
}
