import { expect, test } from "vitest";
import { jsonSpan } from "@/lib/testing/otlp-json.ts";
import { makeSpan } from "@/lib/testing/make-span.ts";
import { decodeTraces } from "../decode.ts";

const good = jsonSpan(makeSpan());

/** Decodes OTLP/JSON text or a list of spans. */
function decode(spans: unknown[] | string) {
  const text = typeof spans === "string" ? spans : JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans }] }] });
  const decoded = decodeTraces(new TextEncoder().encode(text), "json");
  if (decoded.kind === "undecodable") throw new Error(decoded.reason);
  return decoded;
}
const spanOf = (changes: object) => decode([{ ...good, ...changes }]).spans[0];
const reasonOf = (changes: object) => decode([{ ...good, ...changes }]).rejected.reasons[0];

test.each([
  ["15 bytes", { traceId: "0".repeat(29) + "1" }, "trace_id: expected 32 hex digits"],
  ["zeros", { traceId: "0".repeat(32) }, "trace_id: expected 16 bytes, found nothing"],
  ["base64", { traceId: "CvdlGRbNQ92ESOshHIAxnA==" }, "hex, not in base64"],
  ["no hex", { spanId: "g7ad6b7169203331" }, "span_id: expected 16 hex digits"],
  ["a number as name", { name: 7 }, "name: expected a string, found 7"],
  ["an enum by name", { kind: "SPAN_KIND_CLIENT" }, 'kind: expected the integer of the enum, found the text "SPAN_KIND_CLIENT"'],
  ["attributes as an object", { attributes: { a: "b" } }, "attributes: expected a list, found an object"],
  ["an int64 in words", { attributes: [{ key: "a", value: { intValue: "abc" } }] }, 'found the text "abc"'],
  ["an int64 as fraction", { attributes: [{ key: "a", value: { intValue: 1.5 } }] }, "found 1.5"],
  ["a negative time", { startTimeUnixNano: -1 }, "start_time_unix_nano: expected an integer from 0"],
  ["bytes not in base64", { attributes: [{ key: "a", value: { bytesValue: "%" } }] }, "bytesValue to be base64"],
])("a span with %s is rejected alone and the reason says why", (_, changes, reason) => {
  const { spans, rejected } = decode([good, { ...good, ...changes }, good]);
  expect(spans).toHaveLength(2);
  expect(rejected.count).toBe(1);
  expect(rejected.reasons[0]).toContain(reason);
});

test("ids are hex in any case and stored in lower case", () => {
  expect(spanOf({ spanId: "B7AD6B7169203331" })?.spanId).toBe("b7ad6b7169203331");
});

test.each([
  ['"1544712660123456789"', 1544712660123456789n],
  ["1544712660123456789", 1544712660123456789n],
  ["18446744073709551615", 18446744073709551615n],
  ["9007199254740993", 9007199254740993n],
  ["1000", 1000n],
])("nanoseconds sent as %s are kept to the last digit", (json, nanos) => {
  const text = JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: [{ ...good, startTimeUnixNano: "HERE" }] }] }] });
  expect(decode(text.replace('"HERE"', json)).spans[0]?.startUnixNano).toBe(nanos);
});

test("null stands for nothing, unknown fields are ignored, and a repeated attribute key takes its last value", () => {
  const span = spanOf({
    events: null,
    links: null,
    status: null,
    newerField: { anything: [1] },
    attributes: [{ key: "a", value: { stringValue: "1" } }, { key: "a", value: { stringValue: "2", newer: 1 } }, { key: "b", value: null }],
  });
  expect(span).toMatchObject({ events: [], links: [], statusCode: "unset" });
  expect({ ...span?.attributes }).toEqual({ a: "2", b: null });
});

test("a link without valid ids is left out, counted and told of; its span stays", () => {
  const { spans, warnings } = decode([{ ...good, links: [{ traceId: "zz", spanId: "1" }] }]);
  expect(spans[0]).toMatchObject({ links: [], droppedLinksCount: 1 });
  expect(warnings).toHaveLength(1);
});

test("lone surrogates, which no UTF-8 can carry, become U+FFFD", () => {
  expect(spanOf({ name: "a\ud800b" })?.name).toBe("a\ufffdb");
});

test("a value nested beyond 64 levels is replaced by a marker, however deep, and the span kept", () => {
  const depth = 100_000;
  const value = `{"arrayValue":{"values":[`.repeat(depth) + "{}" + "]}}".repeat(depth);
  const attribute = `{"key":"deep","value":${value}}`;
  const text = JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: [{ ...good, attributes: ["HERE"] }] }] }] });
  const { spans, warnings } = decode(text.replace('"HERE"', attribute));
  expect(JSON.stringify(spans[0]?.attributes)).toContain("[nested deeper than 64 levels]");
  expect(warnings).toEqual(["values nested too deeply were replaced by a marker"]);
});

test("a value of 64 levels is kept whole", () => {
  const value = Array.from({ length: 64 }).reduce<object>((inner) => ({ arrayValue: { values: [inner] } }), { stringValue: "core" });
  expect(JSON.stringify(spanOf({ attributes: [{ key: "deep", value }] })?.attributes)).toContain("core");
});

test.each([
  ["a list", "[]"],
  ["a text", '"resourceSpans"'],
  ["resourceSpans that is no list", '{"resourceSpans":{}}'],
  ["half a request", '{"resourceSpans":[{'],
  ["logs", '{"resourceLogs":[]}'],
  ["metrics", '{"resourceMetrics":[]}'],
])("%s is not a trace request", (_, text) => {
  expect(decodeTraces(new TextEncoder().encode(text), "json").kind).toBe("undecodable");
});

test("logs sent to the traces' path are refused with a hint", () => {
  const decoded = decodeTraces(new TextEncoder().encode('{"resourceLogs":[{}]}'), "json");
  expect(decoded).toMatchObject({ reason: expect.stringContaining("found logs") });
});

test("an empty request is a good one", () => {
  expect(decode("{}").spans).toEqual([]);
  expect(reasonOf({})).toBeUndefined();
});
