import { numberOf, textOf } from "@/lib/model/attributes.ts";
import type { Leg } from "@/lib/model/handoff.ts";
import type { Span } from "@/lib/model/span.ts";
import { legOf, sortLegs } from "../legs.ts";
import { earlier, isOverBy } from "../trace/clock.ts";
import { failureText, isInterrupt, normaliseStatus } from "../trace/normalise-status.ts";
import { legOfEvent, wordsOf } from "./event-legs.ts";
import { handoffIdOf } from "./handoff-id.ts";
import { GATE_REFUSED, impliedReception, momentLegs } from "./moment-legs.ts";
import type { Reports } from "./report-ends.ts";
import type { Report } from "./report.ts";

const GATE_DECIDED = new Set(["approved", "rejected", "modified", "expired", "bypassed"]);
const REFUSED_STATES = new Set(["rejected", "canceled"]);
const UNFINISHED_STATES = new Set(["failed", "timed_out", "lost", "dead_lettered", "input_required", "auth_required", "submitted", "working", ...REFUSED_STATES]);

/** The ledger of a handoff that the agents report themselves, both sides, in order of time. */
export function legsOf(reports: Reports, agents: { source: string; target: string }): Leg[] {
  const received = reports.target[0]?.span.startUnixNano;
  const ofMomentOr = (legsOfSpan: (report: Report) => Leg[]) => (report: Report) => (report.span.isMoment === true ? momentLegs(report, agents) : legsOfSpan(report));
  const legs = [
    ...reports.source.flatMap(ofMomentOr((report) => sourceLegs(report, agents, received))),
    ...reports.gate.flatMap(ofMomentOr((report) => gateLegs(report, report.run?.name ?? "gate"))),
    ...reports.target.flatMap(ofMomentOr((report) => targetLegs(report, agents))),
    ...[...reports.source, ...reports.gate, ...reports.target].flatMap((report) => eventLegs(report, agents)),
  ];
  return sortLegs(withoutRepeats([...legs, ...impliedReception(reports.target, legs, agents)]));
}

function sourceLegs(report: Report, agents: { source: string; target: string }, received: bigint | undefined): Leg[] {
  const { span } = report;
  const sentAt = momentOfSending(span, received);
  const attempt = numberOf(span.attributes["handoff.retry.attempt"]) ?? 0;
  const legs = [legOf("sent", "source", agents.source, span, sentAt, `${agents.source} handed over to ${agents.target}`)];
  if (attempt > 0) legs.push(legOf("retried", "source", agents.source, span, span.startUnixNano, `attempt ${attempt + 1}`));
  if (received === undefined && normaliseStatus(span) === "error") {
    legs.push(legOf("rejected", "source", agents.source, span, span.endUnixNano, `sending failed: ${firstLine(failureText(span))}`));
  }
  return [...legs, ...recoveryLegs(report, "source", agents.source), ...inlineGateLegs(report)];
}

/** A span that waited for the answer sent when it began. */
function momentOfSending(span: Span, received: bigint | undefined): bigint {
  if (received === undefined) return span.endUnixNano;
  return isOverBy(span.endUnixNano, received) ? earlier(span.endUnixNano, received) : span.startUnixNano;
}

function targetLegs(report: Report, agents: { source: string; target: string }): Leg[] {
  const { span } = report;
  const state = textOf(span.attributes["handoff.state"]) ?? "";
  const result = textOf(span.attributes["handoff.validation.result"]);
  const failed = normaliseStatus(span) === "error";
  const legs = [legOf("received", "target", agents.target, span, span.startUnixNano, `${agents.target} received it from ${agents.source}`)];
  if (result !== undefined) legs.push(legOf("validated", "target", agents.target, span, span.startUnixNano, `validation: ${result}`));
  if (REFUSED_STATES.has(state) || (failed && result === "fail")) {
    legs.push(legOf("rejected", "target", agents.target, span, span.endUnixNano, firstLine(failureText(span)) || `state ${state}`));
  }
  if (isInterrupt(span) || state === "input_required") legs.push(legOf("gate_requested", "gate", agents.target, span, span.endUnixNano, `${agents.target} stopped to ask a person`));
  else if (!failed && !UNFINISHED_STATES.has(state)) legs.push(legOf("completed", "target", agents.target, span, span.endUnixNano, doneClaim(agents.target, state)));
  return [...legs, ...recoveryLegs(report, "target", agents.target), ...inlineGateLegs(report)];
}

const doneClaim = (agent: string, state: string): string => (state === "" ? `${agent} finished without an error` : `${agent} reported ${state}`);

function recoveryLegs(report: Report, side: "source" | "target", agent: string): Leg[] {
  const { attributes } = report.span;
  const legs: Leg[] = [];
  const at = report.span.endUnixNano;
  if (textOf(attributes["handoff.fallback.used"]) === "true") {
    legs.push(legOf("fell_back", side, agent, report.span, at, `fell back to ${textOf(attributes["handoff.fallback.owner"]) ?? "its fallback"}`));
  }
  const queue = textOf(attributes["handoff.dead_letter.queue"]);
  if (queue !== undefined || textOf(attributes["handoff.state"]) === "dead_lettered") {
    legs.push(legOf("dead_lettered", side, agent, report.span, at, textOf(attributes["handoff.dead_letter.reason"]) ?? `put into ${queue ?? "a dead letter queue"}`));
  }
  return legs;
}

const inlineGateLegs = (report: Report): Leg[] => ("handoff.gate.status" in report.span.attributes ? gateLegs(report, report.run?.name ?? "gate") : []);

/** A gate's own span runs from the question to the answer. */
function gateLegs(report: Report, agent: string): Leg[] {
  const { span } = report;
  const status = textOf(span.attributes["handoff.gate.status"]) ?? "pending";
  const approver = textOf(span.attributes["handoff.gate.approver.id"]) ?? agent;
  const legs = [legOf("gate_requested", "gate", agent, span, span.startUnixNano, `${textOf(span.attributes["handoff.gate.type"]) ?? "approval"} asked for`)];
  if (!GATE_DECIDED.has(status)) return legs;
  legs.push(legOf("gate_decided", "gate", approver, span, span.endUnixNano, `${status} by ${approver}`));
  if (GATE_REFUSED.has(status)) legs.push(legOf("rejected", "gate", approver, span, span.endUnixNano, `${status} at the gate`));
  return legs;
}

function eventLegs(report: Report, agents: { source: string; target: string }): Leg[] {
  return report.span.events.flatMap((event) => {
    const kind = legOfEvent(event.name);
    const about = handoffIdOf(event.attributes);
    if (kind === undefined || (about !== undefined && about !== report.handoffId)) return [];
    const side = report.role;
    const agent = side === "gate" ? (report.run?.name ?? "gate") : agents[side];
    return [legOf(kind, side, agent, report.span, event.timeUnixNano, wordsOf(event) ?? event.name)];
  });
}

/** An event at a span's own moment says the same as the span. */
function withoutRepeats(legs: readonly Leg[]): Leg[] {
  const told = new Map(legs.map((leg) => [`${leg.kind} ${leg.at} ${leg.spanId}`, leg]));
  return [...told.values()];
}

const firstLine = (text: string): string => text.split("\n")[0] ?? "";
