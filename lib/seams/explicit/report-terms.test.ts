import * as fc from "fast-check";
import { expect, test } from "vitest";
import { type AttributeValue, attributesOf } from "@/lib/model/attributes.ts";
import { Handoff } from "@/lib/model/handoff.ts";
import { drawnAt, drawTrace } from "@/lib/testing/draw-trace.ts";
import { judgeDrawing } from "@/lib/testing/judge-drawing.ts";
import { conclude } from "../conclude.ts";
import { searchTraces } from "../search-traces.ts";

const KEYS = [
  "state", "deadline", "timeout", "sent.payload", "received.payload", "sent.hash", "sent.size", "sent.tokens", "received.tokens", "tokens.method", "contract.schema",
  "retry.attempt", "retry.max", "dead_letter.queue", "dead_letter.reason", "fallback.used", "fallback.owner", "gate.required", "gate.type", "gate.status", "gate.timeout",
  "gate.deadline", "budget.tokens", "budget.exceeded", "intent.text", "intent.hash", "intent.preserved", "constraints", "violations", "rationale.required",
  "rationale.field", "rationale.text", "capability.required", "capability.offered", "capability.matched", "confidence", "confidence.min", "idempotency_key", "effect.id",
].map((key) => `handoff.${key}`);

const anyValue: fc.Arbitrary<AttributeValue> = fc.oneof(
  fc.string(), fc.json(), fc.boolean(), fc.double(), fc.bigInt(), fc.array(fc.string(), { maxLength: 4 }),
  fc.constantFrom("true", "rejected", "completed", "pending", "approved", "[]", "{}", "", "__proto__", "2026-11-21T08:00:00Z", "estimate"), fc.constant(null),
);

test("whatever agents write into the attributes, the handoff is judged, and judged alike when its spans come the other way round", () => {
  const spans = drawTrace(`
    triage      |==       |  producer  handoff.id=h1  handoff.target.agent.name=refunds
    a:refunds   |   ==    |  consumer  handoff.id=h1`);
  fc.assert(
    fc.property(fc.tuple(...spans.map(() => fc.dictionary(fc.constantFrom(...KEYS), anyValue, { maxKeys: 12 }))), (told) => {
      const written = spans.map((span, at) => ({ ...span, attributes: attributesOf([...Object.entries(span.attributes), ...Object.entries(told[at] ?? {})]) }));
      const judged = (all: typeof written) =>
        searchTraces(all, 60_000).handoffsIn(written[0]?.traceId ?? "").map((evidence) => conclude("test", evidence, { kind: "none" }, drawnAt(10_000_000)));
      const handoffs = judged(written);
      expect(handoffs.length).toBe(1);
      expect(() => handoffs.map((handoff) => Handoff.parse(handoff))).not.toThrow();
      expect(judged(written.toReversed())).toEqual(handoffs);
    }),
    { numRuns: 500 },
  );
});

test("a sender that requires a gate is the source, a gate that reports its status is the gate", () => {
  const [handoff] = judgeDrawing(`
    [submit]     |==        |  producer  handoff.id=h1  handoff.gate.required=true  handoff.target.agent.name=executor
    a:[approval] |   ==     |  producer  handoff.id=h1  handoff.gate.required=true  handoff.gate.status=approved
    b:executor   |      ==  |  consumer  handoff.id=h1`);
  expect(handoff?.legs.map((leg) => leg.kind)).toEqual(["sent", "gate_requested", "gate_decided", "received", "completed"]);
});
