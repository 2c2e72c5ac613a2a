import { BinaryWriter, WireType } from "@bufbuild/protobuf/wire";
import { afterAll, afterEach, expect, test } from "vitest";
import { attributesOf } from "@/lib/model/attributes.ts";
import { makeSpan } from "@/lib/testing/make-span.ts";
import { jsonSpan, otlpJson } from "@/lib/testing/otlp-json.ts";
import { otlpProtobuf, spanMessage } from "@/lib/testing/otlp-protobuf.ts";
import { startTestPreparer } from "@/lib/testing/start-preparer.ts";
import type { Encoding } from "../receive/encoding.ts";
import { NO_RULES } from "../redact/rules.ts";
import { prepareRequest } from "./prepare-request.ts";
import { createBench } from "./workbench.ts";

const preparer = startTestPreparer();
const { send } = preparer;
const good = makeSpan();
const untouched = Object.getOwnPropertyNames(Object.prototype);
const HOUR_NS = 3_600_000_000_000n;
const MINUTE_NS = HOUR_NS / 60n;

afterAll(() => preparer.close());
afterEach(() => preparer.takeGoodOne());

/** A request in protobuf: a good span, and one to which `write` adds fields. */
const withFields = (write: (span: BinaryWriter) => void): Uint8Array => {
  const writer = new BinaryWriter().raw(spanMessage(good));
  write(writer);
  return otlpProtobuf([good, writer.finish()]);
};
/** A request in JSON: a good span, and one with these members. */
const withMembers = (members: object): object => ({ resourceSpans: [{ scopeSpans: [{ spans: [jsonSpan(good), { ...jsonSpan(good), ...members }] }] }] });
/** The same, with this text in the place of "HERE". */
const withText = (members: object, text: string): string => JSON.stringify(withMembers(members)).replace('"HERE"', text);
const attribute = (value: unknown) => ({ attributes: [{ key: "a", value }] });
const refusedAlone = (reason: string) => ({ kind: "ready", received: 2, rows: 1, rejected: 1, faults: { [`rejected ${reason}`]: 1 } });
const keptWith = (...words: string[]) => ({ kind: "ready", received: 2, rows: 2, rejected: 0, faults: Object.fromEntries(words.map((word) => [`altered ${word}`, 1])) });

test.each([
  ["0xff in a name", (span: BinaryWriter) => span.tag(5, WireType.LengthDelimited).bytes(Uint8Array.of(0x61, 0xff, 0x62))],
  ["half a character at the end of an attribute", (span: BinaryWriter) => span.tag(9, WireType.LengthDelimited).bytes(Uint8Array.of(0x0a, 0x01, 0x61, 0x12, 0x03, 0x0a, 0x01, 0xe2))],
  ["a surrogate in UTF-8", (span: BinaryWriter) => span.tag(5, WireType.LengthDelimited).bytes(Uint8Array.of(0xed, 0xa0, 0x80))],
])("B6: %s becomes U+FFFD, is told of, and costs nothing else", async (_, write) => {
  const { rows, faults, message, bytes } = await send(withFields(write));
  expect({ rows, faults }).toEqual({ rows: 2, faults: { "altered utf8": 1 } });
  expect(message).toContain("replaced by U+FFFD");
  expect(Buffer.from(bytes).includes("\ufffd")).toBe(true);
});

test("B6: bytes that are not UTF-8 in JSON, and lone surrogates, become U+FFFD and are told of", async () => {
  const body = new TextEncoder().encode(JSON.stringify(withMembers({ name: "a?b" })));
  body[body.indexOf(0x3f)] = 0xff;
  expect(await send(body, { encoding: "json" })).toMatchObject({ ...keptWith("utf8"), message: expect.stringContaining("U+FFFD"), rejects: [{ sample: expect.stringContaining("a\ufffdb") }] });
  expect(await send(withText({ name: "HERE" }, String.raw`"a\ud800b"`))).toMatchObject(keptWith("utf8"));
});

const STRANGE = ["a\u0000b", "\ufeffbom", "\u202eevil", "e\u0301".repeat(1000), "\u001b[31m", "\ufffd", "\r\n\t\b", "\u2028"];
test.each(["protobuf", "json"] as const)("B6: NUL, controls, marks of direction and of byte order, combining marks and a U+FFFD that was sent are kept as they are in %s", async (encoding) => {
  const spans = [makeSpan({ name: STRANGE.join("|"), attributes: attributesOf(STRANGE.map((value, index) => [`${index} ${value.slice(0, 5)}`, value])) })];
  const { rows, faults, message, bytes } = await send(encoding === "json" ? otlpJson(spans) : otlpProtobuf(spans));
  expect({ rows, faults, message }).toEqual({ rows: 1, faults: {}, message: "" });
  for (const value of STRANGE) expect(Buffer.from(bytes).includes(value)).toBe(true);
});

test.each([
  ["no", 0], ["15", 15], ["17", 17], ["32", 32],
])("B8: a trace id of %s bytes refuses its span alone", async (_, length) => {
  expect(await send(withFields((span) => span.tag(1, WireType.LengthDelimited).bytes(new Uint8Array(length).fill(7))))).toMatchObject(refusedAlone("trace_id"));
});

test("B8: an id of zeros refuses its span alone; a parent of zeros is a root", async () => {
  expect(await send(withFields((span) => span.tag(1, WireType.LengthDelimited).bytes(new Uint8Array(16))))).toMatchObject(refusedAlone("trace_id"));
  expect(await send(withFields((span) => span.tag(2, WireType.LengthDelimited).bytes(new Uint8Array(8))))).toMatchObject(refusedAlone("span_id"));
  expect(await send(withFields((span) => span.tag(4, WireType.LengthDelimited).bytes(new Uint8Array(8))))).toMatchObject(keptWith());
});

test.each([
  ["in base64", "CvdlGRbNQ92ESOshHIAxnA=="],
  ["of 15 bytes", "0".repeat(29) + "1"],
  ["that is no hex", "z".repeat(32)],
  ["that is a number", 7],
  ["of no digits", ""],
])("B8: a trace id %s in JSON refuses its span alone", async (_, traceId) => {
  const seen = await send(withMembers({ traceId }));
  expect(seen).toMatchObject(refusedAlone("trace_id"));
  expect(seen.message).toContain(traceId === "" ? "found nothing" : "hex digits (OTLP/JSON has ids in hex, not in base64)");
});

test("B8: hex is taken in any case, and is one id", async () => {
  const { traceIds, rows } = await send(withMembers({ traceId: good.traceId.toUpperCase() }));
  expect({ traceIds, rows }).toEqual({ traceIds: [good.traceId], rows: 2 });
});

test.each([
  ["0", 0n, 0n, ["time_past"]],
  ["in milliseconds", 1_795_212_015_066n, 1_795_212_015_068n, ["time_past"]],
  ["beyond 2^63", 2n ** 63n + 5n, 2n ** 63n + 6n, ["time_future"]],
  ["of the year 9999", 253_402_300_799_000_000_000n % 2n ** 64n, 2n ** 64n - 1n, ["time_future", "time_length"]],
  ["that ends before it starts", good.startUnixNano, good.startUnixNano - 1n, ["time_order"]],
  ["of ten years", good.startUnixNano - 87_660n * HOUR_NS, good.startUnixNano, ["time_length"]],
])("B9: a span %s is kept with its times as sent, and noted; the sender need not know", async (_, startUnixNano, endUnixNano, words) => {
  for (const body of [otlpProtobuf([good, makeSpan({ startUnixNano, endUnixNano })]), otlpJson([good, makeSpan({ startUnixNano, endUnixNano })])]) {
    const seen = await send(body);
    expect(seen).toMatchObject({ ...keptWith(...words), message: "" });
    const raw = Buffer.alloc(8);
    raw.writeBigUInt64LE(startUnixNano);
    expect(Buffer.from(seen.bytes).includes(raw)).toBe(true);
  }
});

test("B9: an hour ahead of our clock is borne, more is noted", async () => {
  const now = BigInt(Date.now()) * 1_000_000n;
  for (const [ahead, words] of [[59n * MINUTE_NS, []], [61n * MINUTE_NS, ["time_future"]]] as const) {
    const at = now + ahead;
    expect(await send(otlpProtobuf([good, makeSpan({ startUnixNano: at, endUnixNano: at })]))).toMatchObject(keptWith(...words));
  }
});

test("B9: a negative time in JSON refuses its span alone", async () => {
  expect(await send(withMembers({ startTimeUnixNano: -1 }))).toMatchObject(refusedAlone("start_time_unix_nano"));
});

test.each(['"9223372036854775807"', "9223372036854775807", "9007199254740993", '"-9223372036854775808"', "7", '"7"', "1e3"])("B10: the int64 %s is taken", async (digits) => {
  const { bytes, ...seen } = await send(withText(attribute({ intValue: "HERE" }), digits));
  expect(seen).toMatchObject(keptWith());
  expect(Buffer.from(bytes).includes(digits === "1e3" ? "1000" : digits.replaceAll('"', ""))).toBe(true);
});

test.each([
  ["9223372036854775808", "attributes"], ['"1e3"', "attributes"], ['"abc"', "attributes"], ["1.5", "attributes"], ["NaN", "attributes"], ["Infinity", "attributes"], ["true", "attributes"],
])("B10: the int64 %s refuses its span alone", async (digits, reason) => {
  expect(await send(withText(attribute({ intValue: "HERE" }), digits))).toMatchObject(refusedAlone(reason));
});

test("B10: NaN and infinities are doubles, as texts and bare", async () => {
  for (const value of ['"NaN"', "NaN", '"Infinity"', "-Infinity"]) expect(await send(withText(attribute({ doubleValue: "HERE" }), value))).toMatchObject(keptWith());
  expect(await send(withText(attribute({ doubleValue: "HERE" }), '"much"'))).toMatchObject(refusedAlone("attributes"));
});

test.each([
  ["an enum by name", { kind: "SPAN_KIND_CLIENT" }, "kind"],
  ["a status by name", { status: { code: "STATUS_CODE_ERROR" } }, "status"],
  ["attributes as an object", { attributes: { a: "b" } }, "attributes"],
  ["events as an object", { events: {} }, "events"],
  ["names in snake_case only", { traceId: undefined, trace_id: good.traceId }, "trace_id"],
])("B11: %s refuses its span alone", async (_, members, reason) => {
  expect(await send(withMembers(members))).toMatchObject(refusedAlone(reason));
});

test("B11: unknown fields at every level are ignored, and null stands for nothing", async () => {
  const newer = { newer: [{ a: {} }], other: null };
  const span = { ...jsonSpan(good), ...newer, events: null, links: null, attributes: null, status: { ...newer } };
  const body = { ...newer, resourceSpans: [{ ...newer, resource: { ...newer, attributes: null }, scopeSpans: [{ ...newer, scope: null, spans: [span] }, { spans: null }] }] };
  expect(await send(body)).toMatchObject({ kind: "ready", rows: 1, rejected: 0, faults: {}, message: "" });
});

test("B11: a request in snake_case, of which nothing can be read, is not silently nothing", async () => {
  expect(await send({ resource_spans: [] })).toMatchObject({ kind: "ready", rows: 0, faults: { "altered unknown_fields": 0 }, message: expect.stringContaining("expected resourceSpans, not resource_spans") });
});

test("B11: of an attribute that comes twice the last value is kept, and that is told", async () => {
  const body = withFields((span) => span.raw(spanMessage(makeSpan({ attributes: attributesOf([["twice", "first value"]]) }))).raw(spanMessage(makeSpan({ attributes: attributesOf([["twice", "last value"]]) }))));
  const json = withMembers({ attributes: ["first value", "last value"].map((stringValue) => ({ key: "twice", value: { stringValue } })) });
  for (const sent of [body, json]) {
    const { bytes, message, ...seen } = await send(sent);
    expect(seen).toMatchObject(keptWith("duplicate_keys"));
    expect(message).toContain("the last value was kept");
    expect([Buffer.from(bytes).includes("first value"), Buffer.from(bytes).includes("last value")]).toEqual([false, true]);
  }
});

test("B11: of a JSON field that comes twice the last is kept, and that is told", async () => {
  const seen = await send(withText({ name: "HERE" }, '"first","name":"last"'));
  expect(seen).toMatchObject({ ...keptWith("duplicate_fields"), message: expect.stringContaining("the last one was kept") });
  expect(Buffer.from(seen.bytes).includes("last")).toBe(true);
});

const HOSTILE = ["__proto__", "constructor", "constructor.prototype", "a.__proto__.b", "0.__proto__", "a.4294967295.b", "toString", "hasOwnProperty", ""];
/** In this thread, where it would be seen if a prototype were changed. */
const prepareHere = (encoding: Encoding, body: Uint8Array) =>
  prepareRequest({ signal: "traces", encoding, contentEncoding: "identity", body }, createBench({ project: "default", bodyBytesMax: 1_000_000, redaction: { key: "only for tests 0123", rules: NO_RULES, sensitive: [] } }), Date.now());

test.each(["protobuf", "json"] as const)("B15: hostile keys in %s are data and nothing else", (encoding) => {
  const inner = attributesOf(HOSTILE.map((key) => [key, attributesOf([["polluted", key]])]));
  const attributes = attributesOf(HOSTILE.map((key) => [key, inner]));
  const spans = [makeSpan({ attributes, resource: { ...good.resource, attributes } })];
  const outcome = prepareHere(encoding, encoding === "json" ? new TextEncoder().encode(JSON.stringify(otlpJson(spans))) : otlpProtobuf(spans));
  expect(outcome).toMatchObject({ kind: "ready", rejected: 0, rejects: [], chunks: [{ rows: 1 }] });
  const bytes = outcome.kind === "ready" ? Buffer.concat(outcome.chunks.map((chunk) => chunk.bytes)) : Buffer.of();
  for (const key of HOSTILE) expect(bytes.includes(key)).toBe(true);
  expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(untouched);
  expect(Reflect.get({}, "polluted")).toBeUndefined();
});

test("B15: JSON fields named __proto__ are fields that OTLP does not know", () => {
  const text = JSON.stringify(withMembers({ HERE: 1 })).replace('"HERE":1', '"__proto__":{"traceId":"0","polluted":1},"constructor":{"prototype":{"polluted":1}}');
  expect(prepareHere("json", new TextEncoder().encode(text))).toMatchObject({ kind: "ready", rejects: [], chunks: [{ rows: 2 }] });
  expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(untouched);
  expect(Reflect.get({}, "polluted")).toBeUndefined();
});

test("B21: a span that is its own parent, a circle, two roots and one id in two traces are kept; what can be seen in one span is noted", async () => {
  const [a, b, c] = ["a".repeat(16), "b".repeat(16), "c".repeat(16)];
  const spans = [makeSpan({ spanId: a, parentSpanId: a }), makeSpan({ spanId: b, parentSpanId: c }), makeSpan({ spanId: c, parentSpanId: b }), makeSpan({ spanId: b, traceId: "9".repeat(32) })];
  for (const body of [otlpProtobuf(spans), otlpJson(spans)]) expect(await send(body)).toMatchObject({ rows: 4, faults: { "altered own_parent": 1 }, message: "" });
});
