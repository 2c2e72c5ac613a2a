import type { Leg } from "@/lib/model/handoff.ts";
import type { Verdict } from "@/lib/model/vocabulary.ts";
import type { Evidence } from "./evidence.ts";
import { firstAt, lastAt } from "./legs.ts";

/**
 * What the legs of both sides add up to. An agent's own status is no leg: both may report success while the handoff between
 * them is lost. `now` is unix nanoseconds; only it can turn pending into lost or orphan.
 */
export function verdictOf(evidence: Evidence, now: bigint): Verdict {
  const { legs } = evidence;
  const rejected = lastAt(legs, "rejected");
  const done = lastAt(legs, "completed") ?? lastAt(legs, "accepted");
  if (firstAt(legs, "dead_lettered") !== undefined) return "dead_lettered";
  if (rejected !== undefined) return done !== undefined && done > rejected ? "recovered" : "rejected";
  if (isHeld(legs)) return "held";
  const received = firstAt(legs, "received");
  const overdue = evidence.deadline !== undefined && now > evidence.deadline.at;
  if (firstAt(legs, "sent") === undefined) return evidence.claims.senderAnnounced && !overdue ? "pending" : "orphan";
  if (received === undefined) return overdue ? "lost" : "pending";
  return firstAt(legs, "fell_back") !== undefined ? "recovered" : "delivered";
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
