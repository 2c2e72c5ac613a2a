import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import canonicalize from "canonicalize";
import { stringify } from "lossless-json";
import type { Envelope } from "./envelope.ts";
import { eventOfState, type EnvelopeEvent } from "./states.ts";

const NANOS_PER_MS = 1_000_000n;
const TRACE_ID = /^(?!0{32})[0-9a-f]{32}$/i;

/** A handoff that an envelope speaks of, and the trace its report is under. */
export interface TakenHandoff {
  id: string;
  traceId: string;
  event: string;
}

/** An AnyValue of OTLP/JSON, as far as envelopes need it. */
type Value = { stringValue: string } | { doubleValue: number } | { intValue: string } | { boolValue: boolean } | { arrayValue: { values: Value[] } };
interface KeyValue {
  key: string;
  value: Value;
}

/**
 * Envelopes as an `ExportTraceServiceRequest` of OTLP/JSON, and the handoffs they speak of in the same order. An envelope becomes a span
 * of no length that tells one event. All ids come from what the envelope says, so the same one sent again is the same report:
 * `nowMs`, the time of those that tell none, is not part of it.
 */
export function toTraceRequest(envelopes: readonly Envelope[], nowMs: number): { request: object; handoffs: TakenHandoff[] } {
  const reports = envelopes.map((envelope) => reportOf(envelope, nowMs));
  return {
    request: { resourceSpans: reports.map(({ span }) => ({ resource: { attributes: [] }, scopeSpans: [{ scope: { name: "seamscope.envelope", version: "1" }, spans: [span] }] })) },
    handoffs: reports.map(({ handoff }) => handoff),
  };
}

function reportOf(envelope: Envelope, nowMs: number): { handoff: TakenHandoff; span: object } {
  const told = eventOfState(envelope.state ?? envelope.status ?? "sent");
  if (told === undefined) throw new Error("an envelope that was read has a state that is none");
  const id = envelope.id ?? envelope.handoff_id ?? derivedId(envelope);
  const traceId = traceIdOf(envelope, id);
  const at = (BigInt(envelope.at ?? nowMs) * NANOS_PER_MS).toString();
  return {
    handoff: { id, traceId, event: told.event },
    span: {
      traceId,
      spanId: digest(["envelope", id, envelope]).slice(0, 16),
      name: told.event,
      kind: { source: 4, target: 5, gate: 1 }[told.side],
      startTimeUnixNano: at,
      endTimeUnixNano: at,
      attributes: keyValues(attributesOf(envelope, id, told)),
    },
  };
}

/** Without an id of its own, a handoff is known by its key, else by what is handed over; not by who tells of it. */
function derivedId({ source, target, contract, trace_id: task, correlation_id: correlation, idempotency_key: key, attempt, payload, state, status }: Envelope): string {
  const isReturn = eventOfState(state ?? status ?? "sent")?.isReturn === true;
  const what = key === undefined ? { attempt, payload } : { key };
  return digest(["handoff", source, target, contract, task, correlation, isReturn, what]).slice(0, 32);
}

/** A key of business is no trace id: everything under one key shares the trace that is made from it. */
function traceIdOf({ trace_id: told }: Envelope, id: string): string {
  if (told !== undefined && TRACE_ID.test(told)) return told.toLowerCase();
  return digest(told === undefined ? ["trace of handoff", id] : ["trace of task", told]).slice(0, 32);
}

function attributesOf(envelope: Envelope, id: string, told: EnvelopeEvent): Record<string, Value | undefined> {
  const { side } = told;
  const task = envelope.trace_id === undefined || TRACE_ID.test(envelope.trace_id) ? undefined : envelope.trace_id;
  return {
    "handoff.id": text(id),
    "handoff.event": text(told.event),
    "gen_ai.agent.name": text(side === "gate" ? undefined : envelope[side]),
    "handoff.source.agent.name": text(envelope.source),
    "handoff.source.agent.version": text(envelope.source_version),
    "handoff.target.agent.name": text(envelope.target),
    "handoff.target.agent.version": text(envelope.target_version),
    "handoff.contract.name": text(envelope.contract),
    "handoff.contract.version": text(envelope.contract_version),
    "handoff.correlation_id": text(envelope.correlation_id ?? task),
    "handoff.state": text(told.state),
    "handoff.direction": told.isReturn === true ? text("return") : undefined,
    "handoff.reason": text(envelope.reason),
    "handoff.confidence": envelope.confidence === undefined ? undefined : { doubleValue: envelope.confidence },
    "handoff.warnings": texts(envelope.warnings),
    "handoff.constraints": texts(envelope.constraints),
    "handoff.intent.text": text(envelope.intent),
    "handoff.deadline": text(instant(envelope.deadline)),
    "handoff.retry.attempt": envelope.attempt === undefined ? undefined : { intValue: String(envelope.attempt) },
    "handoff.idempotency_key": text(envelope.idempotency_key),
    [PAYLOAD_KEYS[side]]: envelope.payload === undefined ? undefined : text(payloadText(envelope.payload)),
    ...gateAttributes(envelope, told),
    ...errorAttributes(envelope, told),
  };
}

/** What passes a gate is kept with its report and compared with nothing: neither side says that it left or arrived. */
const PAYLOAD_KEYS = { source: "handoff.sent.payload", target: "handoff.received.payload", gate: "handoff.gate.payload" } as const;

const payloadText = (payload: unknown): string => (payload === null ? "" : typeof payload === "string" ? payload : (stringify(payload) ?? ""));

/** A source tells of a gate to come; whoever stands at the gate, how it is. */
function gateAttributes({ gate }: Envelope, { side, decision }: EnvelopeEvent): Record<string, Value | undefined> {
  return {
    "handoff.gate.required": gate !== undefined && side === "source" ? { boolValue: true } : undefined,
    "handoff.gate.type": text(gate?.type),
    "handoff.gate.status": text(side === "gate" ? (gate?.status ?? decision) : gate?.status),
    "handoff.gate.approver.id": text(gate?.approver),
    "handoff.gate.deadline": text(instant(gate?.deadline)),
  };
}

/** Before or at the reception errors are those of a validation; after it they say why it failed. */
function errorAttributes({ errors = [] }: Envelope, { event, side }: EnvelopeEvent): Record<string, Value | undefined> {
  if (event === "handoff.failed" || event === "handoff.dead_lettered" || event === "handoff.fallback") return { "error.type": text(errors[0]), "handoff.failure.errors": errors.length > 1 ? texts(errors) : undefined };
  if (event !== "handoff.validation" && errors.length === 0) return {};
  return {
    "handoff.validation.result": text(errors.length === 0 ? "pass" : "fail"),
    "handoff.validation.errors": texts(errors),
    "handoff.validation.stage": text(side === "target" ? "receiver" : "sender"),
  };
}

const text = (value: string | undefined): Value | undefined => (value === undefined ? undefined : { stringValue: value });
const texts = (values: readonly string[] | undefined): Value | undefined => (values === undefined ? undefined : { arrayValue: { values: values.map((stringValue) => ({ stringValue })) } });
const instant = (ms: number | undefined): string | undefined => (ms === undefined ? undefined : new Date(ms).toISOString());

const keyValues = (attributes: Record<string, Value | undefined>): KeyValue[] =>
  Object.entries(attributes).flatMap(([key, value]) => (value === undefined ? [] : [{ key, value }]));

/** Hex of a SHA-256 over canonical JSON (RFC 8785), or over plain JSON where a payload has no such form (half a surrogate pair). */
function digest(value: unknown): string {
  const plain: unknown = JSON.parse(JSON.stringify(value, (_key, item: unknown) => (typeof item === "bigint" ? `${item}n` : item)));
  return bytesToHex(sha256(utf8ToBytes(canonicalOf(plain) ?? JSON.stringify(plain))));
}

function canonicalOf(value: unknown): string | undefined {
  try {
    return canonicalize(value);
  } catch {
    return undefined;
  }
}
