import * as fc from "fast-check";
import { expect, test } from "vitest";
import { attributesOf, type AttributeValue } from "@/lib/model/attributes.ts";
import type { Span } from "@/lib/model/span.ts";
import { anyLogRecord, anySpan } from "@/lib/testing/any-span.ts";
import { makeHandoffLog, makeLogRecord } from "@/lib/testing/make-log-record.ts";
import { makeSpan } from "@/lib/testing/make-span.ts";
import { joinLogs } from "./join-logs.ts";
import { readInput, readOutput } from "./read-messages.ts";
import { toolCallsOf } from "./tool-call.ts";

const model = makeSpan({ name: "chat", attributes: attributesOf([["gen_ai.operation.name", "chat"]]) });
const ofModel = { traceId: model.traceId, spanId: model.spanId };
const kvlist = (value: Record<string, AttributeValue>) => attributesOf(Object.entries(value));
const call = kvlist({ id: "call-1", type: "function", function: kvlist({ name: "transfer_to_billing", arguments: '{"order":"A-1"}' }) });

/** The one span that comes of the model's span and these records. */
function joined(...records: Parameters<typeof makeLogRecord>[0][]): Span {
  const [span, ...rest] = joinLogs([model], records.map((record) => makeLogRecord({ ...ofModel, ...record })));
  expect(rest).toEqual([]);
  return span ?? makeSpan();
}

test("messages that were logged one by one are what the model read and answered", () => {
  const span = joined(
    { eventName: "gen_ai.choice", timeUnixNano: 3n, body: kvlist({ index: 0n, finish_reason: "tool_calls", message: kvlist({ role: "assistant", tool_calls: [call] }) }) },
    { eventName: "gen_ai.user.message", timeUnixNano: 2n, body: kvlist({ content: "charged twice" }) },
    { eventName: "gen_ai.system.message", timeUnixNano: 1n, body: kvlist({ content: "You are Triage." }) },
  );
  expect(readInput(span)?.body).toBe('[{"role":"system","content":"You are Triage."},{"role":"user","content":"charged twice"}]');
  expect(readOutput(span)?.body).toContain("transfer_to_billing");
  expect(toolCallsOf(span)).toEqual([{ id: "call-1", name: "transfer_to_billing", arguments: { body: '{"order":"A-1"}', from: "gen_ai.choice" } }]);
});

test("the whole exchange in one record is read like the attributes it stands for", () => {
  const input = [kvlist({ role: "user", parts: [kvlist({ type: "text", content: "charged twice" })] })];
  const output = [kvlist({ role: "assistant", parts: [kvlist({ type: "tool_call", id: "call-1", name: "transfer_to_billing", arguments: kvlist({ order: "A-1" }) })] })];
  const span = joined({ eventName: "gen_ai.client.inference.operation.details", attributes: attributesOf([["gen_ai.input.messages", input], ["gen_ai.output.messages", output]]) });
  expect(readInput(span)?.body).toBe('[{"role":"user","parts":[{"type":"text","content":"charged twice"}]}]');
  expect(toolCallsOf(span)).toMatchObject([{ name: "transfer_to_billing", arguments: { body: '{"order":"A-1"}' } }]);
});

test("content of a span that is not there waits for it, and makes nothing", () => {
  const waiting = makeLogRecord({ ...ofModel, eventName: "gen_ai.user.message", body: kvlist({ content: "hello" }) });
  expect(joinLogs([], [waiting])).toEqual([]);
});

test("a record of a handoff is a moment below its span, and no run of an agent, whatever an SDK puts on it", () => {
  const record = makeHandoffLog("handoff.requested", "h1", { "gen_ai.operation.name": "invoke_agent", "gen_ai.agent.name": "triage" }, ofModel);
  const [, moment] = joinLogs([model], [record, record]);
  expect(moment).toMatchObject({ name: "handoff.requested", parentSpanId: model.spanId, startUnixNano: record.timeUnixNano, endUnixNano: record.timeUnixNano, isMoment: true });
  expect(moment?.attributes).not.toHaveProperty(["gen_ai.operation.name"]);
  expect(joinLogs([model], [record, record])).toHaveLength(2);
});

const byId = (spans: Span[]) => new Set(spans.map((span) => `${span.traceId} ${span.spanId} ${span.events.map((event) => `${event.timeUnixNano} ${event.name}`).join()}`));

test("joinLogs() does not ask in which order anything came, and never throws", () => {
  const sample = fc.tuple(fc.array(anySpan, { maxLength: 3 }), fc.array(anyLogRecord, { maxLength: 5 }));
  fc.assert(fc.property(sample, ([spans, records]) => {
    const placed = records.map((record, index) => ({ ...record, traceId: spans[index % 2]?.traceId ?? record.traceId, spanId: spans[index % 3]?.spanId ?? record.spanId }));
    expect(byId(joinLogs(spans, placed))).toEqual(byId(joinLogs(spans.toReversed(), [...placed.toReversed(), ...placed])));
  }));
});
