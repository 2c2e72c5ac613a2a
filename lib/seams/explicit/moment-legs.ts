import { numberOf, textOf } from "@/lib/model/attributes.ts";
import type { Leg } from "@/lib/model/handoff.ts";
import type { Span } from "@/lib/model/span.ts";
import type { LegKind } from "@/lib/model/vocabulary.ts";
import { legOf } from "../legs.ts";
import { wordsOf } from "./event-legs.ts";
import type { Report } from "./report.ts";

/** Decisions of a gate by which the handoff goes no further. */
export const GATE_REFUSED: ReadonlySet<string> = new Set(["rejected", "expired"]);

/** The legs of a moment: its own, and that nothing goes on after a gate that refused. */
export function momentLegs({ span, tells, role, run }: Report, agents: { source: string; target: string }): Leg[] {
  if (tells === undefined) return [];
  const status = textOf(span.attributes["handoff.gate.status"]) ?? "";
  const gate = textOf(span.attributes["handoff.gate.approver.id"]) ?? textOf(span.attributes["gen_ai.agent.name"]) ?? run?.name ?? "gate";
  const agent = role === "gate" ? gate : agents[role];
  const leg = (kind: LegKind, claim: string): Leg => legOf(kind, role, agent, span, span.startUnixNano, claim);
  if (tells !== "gate_decided") return [leg(tells, claimOf(tells, span, agents))];
  const decided = leg(tells, status === "" ? (wordsOf(span) ?? "decided") : `${status} by ${gate}`);
  return GATE_REFUSED.has(status) ? [decided, leg("rejected", `${status} at the gate`)] : [decided];
}

function claimOf(kind: LegKind, span: Span, { source, target }: { source: string; target: string }): string {
  if (kind === "sent") return `${source} handed over to ${target}`;
  if (kind === "received") return `${target} received it from ${source}`;
  const result = kind === "validated" ? textOf(span.attributes["handoff.validation.result"]) : undefined;
  return result === undefined ? (wordsOf(span) ?? plainly(kind, span, target)) : `validation: ${result}`;
}

/** What an event tells that has no words of its own. */
function plainly(kind: LegKind, { name, attributes }: Span, target: string): string {
  if (kind === "accepted" || kind === "rejected") return `${target} ${kind} it`;
  if (kind === "completed") return `${target} finished`;
  if (kind === "gate_requested") return `${textOf(attributes["handoff.gate.type"]) ?? "approval"} asked for`;
  if (kind === "fell_back") return `fell back to ${textOf(attributes["handoff.fallback.owner"]) ?? "its fallback"}`;
  if (kind === "dead_lettered") return textOf(attributes["handoff.dead_letter.reason"]) ?? `put into ${textOf(attributes["handoff.dead_letter.queue"]) ?? "a dead letter queue"}`;
  const attempt = kind === "retried" ? numberOf(attributes["handoff.retry.attempt"]) : undefined;
  return attempt === undefined ? name : `attempt ${attempt + 1}`;
}

/** Kinds that nobody can tell of a handoff that has not reached them. */
const AFTER_RECEPTION: ReadonlySet<LegKind | undefined> = new Set(["accepted", "rejected", "validated", "completed"]);

/** Events that tell no leg, but that the target has it. */
const AT_WORK: ReadonlySet<string> = new Set(["handoff.progress", "handoff.failed"]);

/** That a target which logged what it did with a handoff had received it, where nobody logged the reception. */
export function impliedReception(targets: readonly Report[], legs: readonly Leg[], { target }: { target: string }): Leg[] {
  if (legs.some((leg) => leg.kind === "received")) return [];
  const told = targets.find(({ tells, span }) => AFTER_RECEPTION.has(tells) || (span.isMoment === true && AT_WORK.has(span.name)));
  if (told === undefined) return [];
  return [legOf("received", "target", target, told.span, told.span.startUnixNano, `${target} had received it, since it told of ${told.span.name}`)];
}
