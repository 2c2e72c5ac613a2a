import { createHash } from "node:crypto";
import { type Attributes, SpanKind } from "@opentelemetry/api";
import canonicalize from "canonicalize";
import { z } from "zod";
import type { Activity } from "./telemetry.ts";

/** What both sides say alike of a handoff. */
export const HandoffCard = z.object({
  id: z.string(),
  source: z.string(),
  target: z.string(),
  contract: z.string(),
  version: z.string(),
  correlation: z.string(),
});
export type HandoffCard = z.infer<typeof HandoffCard>;

/** What travels from one agent to the next: the work, and where it came from. */
export const parcelOf = <Payload extends z.ZodType>(payload: Payload) =>
  z.object({ atMs: z.number(), traceparent: z.string(), card: HandoffCard, payload });

/** Which handoff a span speaks of, by the `handoff.*` convention. */
export const about = (card: HandoffCard): Attributes => ({
  "handoff.convention.version": "0.1.0",
  "handoff.id": card.id,
  "handoff.correlation_id": card.correlation,
  "handoff.source.agent.name": card.source,
  "handoff.target.agent.name": card.target,
  "handoff.contract.name": card.contract,
  "handoff.contract.version": card.version,
});

/** The sender's report of what it sent. */
export const sent = (payload: unknown): Attributes => report("sent", payload);

/** The receiver's report of what reached it. */
export const received = (payload: unknown): Attributes => report("received", payload);

function report(side: "sent" | "received", payload: unknown): Attributes {
  const text = JSON.stringify(payload);
  return {
    [`handoff.${side}.payload`]: text,
    [`handoff.${side}.size`]: Buffer.byteLength(text),
    [`handoff.${side}.hash`]: `sha256:${createHash("sha256").update(canonicalize(payload) ?? text).digest("hex")}`,
  };
}

/** Hands work over through a queue: reports the sending, and gives the parcel to put there. */
export async function handOver<Payload>(run: Activity, card: HandoffCard, payload: Payload, more: Attributes = {}) {
  const sending = run.begin(`handoff ${card.target}`, { kind: SpanKind.PRODUCER, attributes: { ...about(card), ...sent(payload), ...more } });
  sending.spend(12);
  await sending.end();
  return { atMs: sending.nowMs, traceparent: sending.traceparent, card, payload };
}

/** What a receiver reports when the payload is as it should be. */
export const taken = (payload: unknown): Attributes => ({
  ...received(payload), "handoff.validation.result": "pass", "handoff.validation.stage": "receiver", "handoff.state": "completed",
});
