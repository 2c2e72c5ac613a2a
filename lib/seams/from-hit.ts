import { booleanOf, listOf, textOf } from "@/lib/model/attributes.ts";
import type { AgentRef, Leg } from "@/lib/model/handoff.ts";
import type { Span } from "@/lib/model/span.ts";
import { normaliseName } from "@/lib/model/normalise-name.ts";
import type { Evidence } from "./evidence.ts";
import type { Course, Gates } from "./gates/course.ts";
import { type JoinedCall, TOOL_CALL } from "./gates/joined-calls.ts";
import { millisBetween } from "./latency.ts";
import { legOf, sortLegs } from "./legs.ts";
import { type MergedHit, sourceRunId } from "./merge-hits.ts";
import { digestOf, makePayload } from "./payload/make-payload.ts";
import type { End } from "./rules/hit.ts";
import { firstWorkOf, inputOf, versionOf } from "./trace/agent-exchange.ts";
import { earlier, isOverBy } from "./trace/clock.ts";
import { correlationOf } from "./trace/correlation.ts";
import { type TraceIndex, serviceOf } from "./trace/index-trace.ts";
import type { Captured } from "./trace/read-messages.ts";
import { skewMsBetween } from "./trace/skew.ts";
import { tokensUsed } from "./trace/tokens-used.ts";

/** Evidence of a handoff that rules found, of which the target ran in this trace. `defaultDeadlineMs` runs from the moment of sending. */
export function evidenceFromHit(trace: TraceIndex, hit: MergedHit, gates: Gates, defaultDeadlineMs: number): Evidence {
  const sentAt = momentOfSending(hit);
  const { legs, joinedBy } = courseOf(trace, hit, gates, sentAt);
  const run = hit.target.run;
  const given = givenTo(trace, hit);
  const worked = run === undefined ? undefined : firstWorkOf(trace, run);
  return {
    id: idOf(trace, hit),
    source: agentRef(hit.source, hit.sender),
    target: agentRef(hit.target, run?.span),
    contract: textOf(hit.sender.attributes["handoff.contract.name"]) ?? "",
    direction: hit.direction,
    mode: hit.mode,
    rule: hit.rule,
    confidence: hit.confidence,
    corroboration: hit.corroboration,
    joinedBy: joinedBy ?? null,
    reason: hit.reason ?? "",
    warnings: [...new Set([hit.sender, run?.span].flatMap((span) => listOf(span?.attributes["handoff.warnings"])))],
    legs,
    sent: makePayload(hit.sent?.body, hit.sent?.from ?? ""),
    received: makePayload(given?.body, given?.from ?? ""),
    returned: makePayload(hit.returned?.body, hit.returned?.from ?? ""),
    schema: hit.schema === undefined ? undefined : { origin: "tool_schema", json: hit.schema },
    governedBy: null,
    versions: {
      source: hit.source.run === undefined ? (textOf(hit.sender.resource.attributes["service.version"]) ?? "") : versionOf(hit.source.run),
      target: run === undefined ? "" : versionOf(run),
      contract: "",
      accepted: [],
    },
    queueMs: run === undefined || worked === undefined ? null : millisBetween(run.span.startUnixNano, worked.startUnixNano),
    workMs: run === undefined ? null : millisBetween(run.span.startUnixNano, run.span.endUnixNano),
    workTokens: tokensUsed(trace, run),
    clockSkewMs: run === undefined ? null : skewMsBetween(trace, hit.sender, run.span),
    deadline: { at: hit.dropped === undefined ? sentAt + BigInt(defaultDeadlineMs) * 1_000_000n : sentAt, declared: false },
    correlationId: correlationOf(hit.sender, run?.span),
    parentId: "",
    traceIds: [...new Set([trace.traceId, ...legs.map((leg) => leg.traceId)])].toSorted(),
    claims: {
      validations: [], truncation: undefined, compatibility: "", notes: [], receptions: run === undefined ? 0 : 1,
      targetWorked: worked !== undefined, senderAnnounced: false, receiverAccepts: false, receivedReported: false,
      compacted: worked !== undefined && booleanOf(worked.attributes["gen_ai.conversation.compacted"]) === true,
    },
    terms: undefined,
  };
}

function givenTo(trace: TraceIndex, { received, target }: MergedHit): Captured | undefined {
  if (target.run === undefined || received === "unknown") return undefined;
  return received ?? inputOf(trace, target.run);
}

/** Derived ids name the evidence (trace, both runs or the sender), so that a second look at the same spans gives the same id. */
function idOf(trace: TraceIndex, hit: MergedHit): string {
  const where = hit.target.run?.span.spanId ?? `sender ${hit.sender.spanId}`;
  return digestOf([trace.traceId, normaliseName(hit.source.name), normaliseName(hit.target.name), sourceRunId(hit), where].join("\n")).slice(0, 32);
}

/** A sender that ended before the target began sent at its end; one that waited for the answer sent when it began. */
function momentOfSending(hit: MergedHit): bigint {
  const { sender, target } = hit;
  const started = target.run?.span.startUnixNano;
  if (started === undefined) return sender.endUnixNano;
  return isOverBy(sender.endUnixNano, started) ? earlier(sender.endUnixNano, started) : sender.startUnixNano;
}

function agentRef(end: End, span: Span | undefined): AgentRef {
  const at = end.run?.span ?? span;
  return {
    name: end.name,
    version: end.run === undefined ? "" : versionOf(end.run),
    type: end.run?.isContainer === true ? "workflow" : "agent",
    service: at === undefined ? "" : serviceOf(at),
  };
}

/** The legs of both sides and of the gates between and after, with the key that joined those of other traces. */
function courseOf(trace: TraceIndex, hit: MergedHit, gates: Gates, sentAt: bigint): Course {
  const { run } = hit.target;
  const asked = gates.askedFor(hit.sender);
  const before = gates.beforeReception(trace, hit);
  const after = run === undefined ? undefined : gates.afterReception(trace, run);
  const received = run === undefined ? answeringLegs(hit) : [legOf("received", "target", run.name, run.span, run.span.startUnixNano, `${run.name} began`)];
  const isLinkedHere = hit.sender.traceId === trace.traceId;
  const key = (isLinkedHere ? undefined : hit.joinedBy) ?? (asked === undefined ? undefined : { key: TOOL_CALL, value: asked.asked.id }) ?? before.joinedBy ?? after?.joinedBy ?? hit.joinedBy;
  const sending = asked === undefined ? sendingLegs(hit, sentAt) : gatedSendingLegs(hit, asked);
  return { legs: sortLegs([...sending, ...before.legs, ...received, ...(after?.legs ?? [])]), joinedBy: key };
}

function sendingLegs(hit: MergedHit, sentAt: bigint): Leg[] {
  const { sender, source } = hit;
  const sent = legOf("sent", "source", source.name, sender, sentAt, sendingClaim(hit));
  if (hit.refusal === undefined || hit.target.run !== undefined) return [sent];
  const why = hit.refusal.split("\n")[0] ?? "";
  return [sent, legOf("rejected", "seam", source.name, sender, sender.endUnixNano, `the framework refused the handoff: ${why}`)];
}

const sendingClaim = ({ source, target, note }: MergedHit): string => [`${source.name} handed over to ${target.name}`, note].filter(Boolean).join("; ");

/** The target's own work is not traced, but the call that waited for it came back with its answer. */
function answeringLegs({ sender, target, mode, returned, refusal }: MergedHit): Leg[] {
  if (mode !== "return_to_caller" || returned === undefined || refusal !== undefined) return [];
  const answered = `the call came back with what ${target.name} answered`;
  return [
    legOf("received", "seam", target.name, sender, sender.endUnixNano, answered),
    legOf("completed", "seam", target.name, sender, sender.endUnixNano, answered),
  ];
}

/** The source handed over when its model asked for the call; a person held it up until it ran. */
function gatedSendingLegs(hit: MergedHit, { asked, answer, tool, at, decision }: JoinedCall): Leg[] {
  return [
    legOf("sent", "source", hit.source.name, asked.span, asked.at, sendingClaim(hit)),
    legOf("gate_requested", "gate", hit.source.name, asked.span, asked.at, `${hit.source.name} asked a person about ${asked.name || "a call"}`),
    legOf("gate_decided", "gate", "person", answer.run?.span ?? tool ?? answer.span, at, decision),
  ];
}
