import * as fc from "fast-check";
import { expect, test } from "vitest";
import { decodeTraces } from "@/collector/decode/decode.ts";
import { textOf } from "@/lib/model/attributes.ts";
import type { Span } from "@/lib/model/span.ts";
import { readEnvelopes } from "./envelope.ts";
import { STATE_NAMES } from "./states.ts";
import { toTraceRequest } from "./to-spans.ts";

const NOW = 1_795_200_000_000;
const PLAIN = { source: "planner", target: "worker", payload: { task: "sum" } };

/** The reports that envelopes become, as the collector decodes them. */
function spansOf(value: unknown, nowMs = NOW): Span[] {
  const read = readEnvelopes(typeof value === "string" ? value : JSON.stringify(value));
  if (!read.ok) throw new Error(read.message);
  const decoded = decodeTraces(new TextEncoder().encode(JSON.stringify(toTraceRequest(read.envelopes, nowMs).request)), "json");
  if (decoded.kind === "undecodable") throw new Error(decoded.reason);
  expect(decoded).toMatchObject({ rejected: { count: 0 }, warnings: [] });
  return decoded.spans;
}
const attributesIn = (value: unknown): Record<string, unknown> => ({ ...spansOf(value)[0]?.attributes });
function whyNot(value: unknown): string {
  const read = readEnvelopes(typeof value === "string" ? value : JSON.stringify(value));
  return read.ok ? "" : read.message;
}
const idOf = (value: unknown) => textOf(spansOf(value)[0]?.attributes["handoff.id"]);

test.each<[string, unknown, string]>([
  ["no source", { target: "b" }, "source: expected the name of the agent that hands over"],
  ["an empty target", { ...PLAIN, target: "" }, "target: expected the name of the agent that receives"],
  ["a confidence in percent", { ...PLAIN, confidence: 30 }, "confidence: expected a number from 0 to 1"],
  ["a confidence in words", { ...PLAIN, confidence: "low" }, "confidence: expected a number from 0 to 1"],
  ["one warning as a text", { ...PLAIN, warnings: "cut" }, "warnings: expected a list of texts"],
  ["a number among warnings", { ...PLAIN, warnings: ["cut", 7] }, "warnings.1: expected a list of texts"],
  ["an unknown state", { ...PLAIN, state: "gone" }, "state: expected one of sent, submitted, task"],
  ["two ids that differ", { ...PLAIN, id: "a", handoff_id: "b" }, "handoff_id: expected the same as id"],
  ["a time in words", { ...PLAIN, at: "now" }, "at: expected RFC 3339"],
  ["an attempt below 0", { ...PLAIN, attempt: -1 }, "attempt: expected a whole number from 0"],
  ["a field that is none", { ...PLAIN, colour: "red" }, "colour: unknown; expected one of source, target, payload, trace_id"],
  ["an id that no address can hold", { ...PLAIN, id: "€".repeat(100) }, "id: expected an id of 1 to 256 bytes"],
  ["a gate that is a number", { ...PLAIN, gate: 7 }, "gate: expected the gate's type"],
  ["a text", '"hello"', "body: expected an object"],
  ["no JSON", "{", "body: expected JSON: "],
  ["a second one that is bad", [PLAIN, { ...PLAIN, confidence: 2 }], "[1].confidence: expected a number from 0 to 1"],
  ["a list that is too long", Array.from({ length: 1001 }, () => PLAIN), "body: expected at most 1000 envelopes, found 1001"],
  ["a payload that is too deep", `{"source":"a","target":"b","payload":${"[".repeat(300)}${"]".repeat(300)}}`, "body: expected at most 200 levels of lists and objects"],
])("an envelope with %s is refused, naming the field and what was expected", (_, value, message) => {
  expect(whyNot(value)).toContain(message);
});

test("the common envelope is a sent handoff with all it says", () => {
  const [span] = spansOf({ source: "planner", target: "worker", payload: {}, trace_id: "7C5D5D9A-run", confidence: 0.3, warnings: ["output truncated from 2048 to 1024 tokens"] });
  expect(span).toMatchObject({ name: "handoff.requested", kind: "producer", startUnixNano: BigInt(NOW) * 1_000_000n });
  expect({ ...span?.attributes }).toMatchObject({
    "handoff.event": "handoff.requested", "gen_ai.agent.name": "planner", "handoff.target.agent.name": "worker", "handoff.sent.payload": "{}",
    "handoff.correlation_id": "7C5D5D9A-run", "handoff.confidence": 0.3, "handoff.warnings": ["output truncated from 2048 to 1024 tokens"],
  });
});

test("a trace id is used as it is; any other key of the task makes the trace, and is the correlation id", () => {
  const [hex] = spansOf({ ...PLAIN, trace_id: "0AF7651916CD43DD8448EB211C80319C" });
  expect([hex?.traceId, hex?.attributes["handoff.correlation_id"]]).toEqual(["0af7651916cd43dd8448eb211c80319c", undefined]);
  const keyed = ["0".repeat(32), "reply:ada:17", "reply:ada:17", "reply:ada:18"].map((trace_id) => spansOf({ ...PLAIN, trace_id })[0]);
  expect(keyed.map((span) => span?.attributes["handoff.correlation_id"])).toEqual(["0".repeat(32), "reply:ada:17", "reply:ada:17", "reply:ada:18"]);
  expect(new Set(keyed.map((span) => span?.traceId)).size).toBe(3);
});

const ids = (value: unknown, nowMs?: number) => spansOf(value, nowMs).map(({ traceId, spanId, attributes }) => [traceId, spanId, attributes["handoff.id"]]);

test("the same envelope is the same report whenever it is sent, and another one is another", () => {
  expect(ids(PLAIN, NOW + 5000)).toEqual(ids(PLAIN));
  expect(ids({ payload: { task: "sum" }, target: "worker", source: "planner" })).toEqual(ids(PLAIN));
  expect(ids({ ...PLAIN, at: NOW })[0]?.[1]).not.toBe(ids(PLAIN)[0]?.[1]);
});

test("who tells of it, and how, does not change which handoff is meant", () => {
  expect(idOf({ ...PLAIN, state: "received", warnings: ["late"], at: NOW })).toBe(idOf(PLAIN));
  expect(idOf({ ...PLAIN, payload: { task: "product" } })).not.toBe(idOf(PLAIN));
  expect(idOf({ ...PLAIN, idempotency_key: "k", payload: 1 })).toBe(idOf({ ...PLAIN, idempotency_key: "k", payload: 2 }));
  expect(idOf({ ...PLAIN, handoff_id: "h-7" })).toBe("h-7");
});

test.each([
  ["TASK", "handoff.requested", undefined], ["RESULT", "handoff.requested", undefined], ["STATE_UPDATE", "handoff.progress", "working"], ["INTENT", "handoff.requested", undefined],
  ["TASK_STATE_INPUT_REQUIRED", "handoff.gate.requested", undefined], ["input-required", "handoff.gate.requested", undefined], ["TASK_STATE_COMPLETED", "handoff.completed", "completed"],
  ["failed", "handoff.failed", "failed"], ["Rejected", "handoff.rejected", "rejected"], ["canceled", "handoff.rejected", "canceled"],
])("the state %s tells %s", (state, event, told) => {
  const attributes = attributesIn({ ...PLAIN, state });
  expect([attributes["handoff.event"], attributes["handoff.state"]]).toEqual([event, told]);
  expect(attributes["handoff.direction"]).toBe(state === "RESULT" ? "return" : undefined);
});

test("a payload keeps its digits and its text; null says that it was not there", () => {
  expect(attributesIn('{"source":"a","target":"b","payload":{"order":12345678901234567890,"__proto__":1}}')["handoff.sent.payload"]).toBe('{"order":12345678901234567890,"__proto__":1}');
  expect(attributesIn({ ...PLAIN, payload: "prose" })["handoff.sent.payload"]).toBe("prose");
  expect(attributesIn({ ...PLAIN, payload: null, state: "received" })["handoff.received.payload"]).toBe("");
  expect(attributesIn({ source: "a", target: "b" })).not.toHaveProperty(["handoff.sent.payload"]);
});

test("times are RFC 3339, unix seconds or milliseconds", () => {
  for (const at of ["2026-11-20T19:40:00+01:00", NOW, NOW / 1000]) expect(spansOf({ ...PLAIN, at })[0]?.startUnixNano).toBe(BigInt(NOW) * 1_000_000n);
});

test("errors are those of a validation, or the reason of a failure; a gate to come is told by the source", () => {
  expect(attributesIn({ ...PLAIN, state: "rejected", errors: ["/task: missing"] })).toMatchObject({ "handoff.validation.result": "fail", "handoff.validation.stage": "receiver" });
  expect(attributesIn({ ...PLAIN, state: "failed", errors: ["ValidationError"] })).toMatchObject({ "error.type": "ValidationError" });
  expect(attributesIn({ ...PLAIN, gate: "approval" })).toMatchObject({ "handoff.gate.required": true, "handoff.gate.type": "approval" });
  expect(attributesIn({ ...PLAIN, state: "approved", gate: { type: "approval", approver: "maria" } })).toMatchObject({ "handoff.gate.status": "approved", "handoff.gate.approver.id": "maria" });
});

test("any envelope with any payload becomes reports that the collector takes", () => {
  const optional = { trace_id: fc.string({ minLength: 1, maxLength: 40 }), confidence: fc.double({ min: 0, max: 1, noNaN: true }), warnings: fc.array(fc.string(), { maxLength: 3 }), state: fc.constantFrom(...STATE_NAMES), payload: fc.jsonValue() };
  const any = fc.record({ source: fc.string({ minLength: 1, maxLength: 20 }), target: fc.string({ minLength: 1, maxLength: 20 }), ...optional }, { requiredKeys: ["source", "target"] });
  fc.assert(fc.property(fc.array(any, { maxLength: 4 }), (envelopes) => {
    expect(spansOf(envelopes)).toHaveLength(envelopes.length);
  }));
});

test("readEnvelopes() never throws, whatever the text", () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
    expect(typeof readEnvelopes(text).ok).toBe("boolean");
  }));
});
