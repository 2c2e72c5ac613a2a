import { textOf } from "@/lib/model/attributes.ts";
import type { Span } from "@/lib/model/span.ts";
import type { LegKind } from "@/lib/model/vocabulary.ts";

/** Which side of a handoff a span or an event speaks for. */
export type ReportRole = "source" | "target" | "gate";

/** Events with which either side may tell a leg at its exact moment, and the side that tells it unless it names itself. */
const EVENT_LEGS: Readonly<Record<string, { kind: LegKind; role: ReportRole }>> = {
  "handoff.requested": { kind: "sent", role: "source" },
  "handoff.received": { kind: "received", role: "target" },
  "handoff.accepted": { kind: "accepted", role: "target" },
  "handoff.rejected": { kind: "rejected", role: "target" },
  "handoff.validation": { kind: "validated", role: "target" },
  "handoff.completed": { kind: "completed", role: "target" },
  "handoff.retry": { kind: "retried", role: "source" },
  "handoff.fallback": { kind: "fell_back", role: "source" },
  "handoff.gate.requested": { kind: "gate_requested", role: "gate" },
  "handoff.gate.decided": { kind: "gate_decided", role: "gate" },
  "handoff.dead_lettered": { kind: "dead_lettered", role: "source" },
};
/** Events that tell no leg, but by whom something was noticed. */
const OTHER_EVENTS: Readonly<Record<string, ReportRole>> = { "handoff.truncated": "source", "handoff.warning": "target", "handoff.progress": "target", "handoff.failed": "target" };

/** The leg that an event of this name tells; undefined when it tells none. */
export const legOfEvent = (name: string): LegKind | undefined => (Object.hasOwn(EVENT_LEGS, name) ? EVENT_LEGS[name]?.kind : undefined);

/** The side that an event of this name is told by, unless it names itself. */
export const roleOfEvent = (name: string): ReportRole | undefined => (Object.hasOwn(EVENT_LEGS, name) ? EVENT_LEGS[name]?.role : Object.hasOwn(OTHER_EVENTS, name) ? OTHER_EVENTS[name] : undefined);

/** What a moment tells: the leg its name says, else the one of the payload it carries; undefined when it tells none. */
export function legOfMoment({ name, attributes }: Span, role: ReportRole): LegKind | undefined {
  const carries = (side: string): boolean => Object.keys(attributes).some((key) => key.startsWith(`handoff.${side}.`));
  if (roleOfEvent(name) !== undefined) return legOfEvent(name);
  if (role === "source" && carries("sent")) return "sent";
  return role === "target" && carries("received") ? "received" : undefined;
}

/** The words that an event has for the ledger, if any. */
export const wordsOf = ({ attributes }: Pick<Span, "attributes">): string | undefined =>
  textOf(attributes["reason"]) ?? textOf(attributes["handoff.reason"]) ?? textOf(attributes["error.type"]) ?? textOf(attributes["message"]);
