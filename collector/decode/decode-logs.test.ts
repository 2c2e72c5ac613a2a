import { isDeepStrictEqual } from "node:util";
import { BinaryWriter, WireType } from "@bufbuild/protobuf/wire";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { attributesOf } from "@/lib/model/attributes.ts";
import { eventNameOf, momentOf, type LogRecord } from "@/lib/model/log-record.ts";
import { anyLogRecord } from "@/lib/testing/any-span.ts";
import { makeHandoffLog, makeLogRecord } from "@/lib/testing/make-log-record.ts";
import { makeSpan } from "@/lib/testing/make-span.ts";
import { jsonLogRecord, otlpJson, otlpLogsJson } from "@/lib/testing/otlp-json.ts";
import { logRecordMessage, otlpLogsProtobuf, otlpProtobuf } from "@/lib/testing/otlp-protobuf.ts";
import { decodeLogs, decodeTraces } from "./decode.ts";
import { withTraceId } from "./log-trace.ts";

const anyRecords = fc.array(anyLogRecord, { maxLength: 3 });
const jsonBytes = (value: unknown) => new TextEncoder().encode(typeof value === "string" ? value : JSON.stringify(value));
const good = jsonLogRecord(makeLogRecord());

/** The records of a request, which must be decodable. */
function decode(body: Uint8Array, encoding: "protobuf" | "json") {
  const decoded = decodeLogs(body, encoding);
  if (decoded.kind === "undecodable") throw new Error(decoded.reason);
  return decoded;
}
const decodeJson = (logRecords: unknown[]) => decode(jsonBytes({ resourceLogs: [{ scopeLogs: [{ logRecords }] }] }), "json");
const recordOf = (changes: object): LogRecord | undefined => decodeJson([{ ...good, ...changes }]).records[0];

/** The records of a request that must be decodable with nothing to complain of. */
function recordsOf(body: Uint8Array, encoding: "protobuf" | "json"): LogRecord[] {
  const decoded = decode(body, encoding);
  expect({ ...decoded, records: [] }).toEqual({ kind: "records", records: [], rejected: { count: 0, byField: {}, reasons: [] }, warnings: [] });
  return decoded.records;
}

test("decodeLogs() reads every record back from protobuf exactly", () => {
  fc.assert(fc.property(anyRecords, (records) => {
    expect(isDeepStrictEqual(recordsOf(otlpLogsProtobuf(records), "protobuf"), records)).toBe(true);
  }));
});

test("decodeLogs() reads every record back from OTLP/JSON exactly", () => {
  fc.assert(fc.property(anyRecords, (records) => {
    expect(isDeepStrictEqual(recordsOf(jsonBytes(otlpLogsJson(records)), "json"), records)).toBe(true);
  }));
});

test("decodeLogs() never throws, whatever the bytes or the JSON", () => {
  fc.assert(fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), fc.json().map(jsonBytes)), fc.constantFrom("protobuf", "json"), (bytes, encoding) => {
    expect(["records", "undecodable"]).toContain(decodeLogs(bytes, encoding).kind);
  }));
});

test("decodeLogs() never throws on a good request with bytes changed", () => {
  const change = fc.tuple(fc.nat(), fc.nat(255));
  fc.assert(fc.property(anyRecords, fc.array(change, { minLength: 1, maxLength: 4 }), fc.constantFrom("protobuf", "json"), (records, changes, encoding) => {
    const bytes = encoding === "json" ? jsonBytes(otlpLogsJson(records)) : otlpLogsProtobuf(records);
    for (const [at, byte] of changes) bytes[at % Math.max(bytes.length, 1)] = byte;
    expect(["records", "undecodable"]).toContain(decodeLogs(bytes, encoding).kind);
  }));
});

test("decodeLogs() loses one malformed record alone, with its reason", () => {
  const broken = fc.constantFrom(logRecordMessage(makeLogRecord()).subarray(0, -3), new BinaryWriter().tag(9, WireType.LengthDelimited).bytes(new Uint8Array(15).fill(1)).finish());
  fc.assert(fc.property(anyRecords, broken, fc.nat(3), (records, bad, at) => {
    const mixed: (LogRecord | Uint8Array)[] = [...records];
    mixed.splice(at, 0, bad);
    const decoded = decode(otlpLogsProtobuf(mixed), "protobuf");
    expect(isDeepStrictEqual(decoded.records, records)).toBe(true);
    expect(decoded.rejected).toMatchObject({ count: 1, reasons: [expect.any(String)] });
  }));
});

test.each([
  ["a trace id in base64", { traceId: "CvdlGRbNQ92ESOshHIAxnA==" }, "trace_id: expected 32 hex digits"],
  ["a span id of 7 bytes", { spanId: "b7ad6b71692033" }, "span_id: expected 16 hex digits"],
  ["a severity by name", { severityNumber: "SEVERITY_NUMBER_INFO" }, "severity_number: expected the integer of the enum"],
  ["a time in words", { timeUnixNano: "now" }, "time_unix_nano: expected an integer from 0"],
  ["a body that is no AnyValue", { body: "hello" }, "body: expected an object, found the text"],
  ["an int64 in words", { body: { intValue: "abc" } }, 'body: expected an integer from -9223372036854775808 to 9223372036854775807'],
])("a record with %s is rejected alone and the reason says why", (_, changes, reason) => {
  const { records, rejected } = decodeJson([good, { ...good, ...changes }, good]);
  expect(records).toHaveLength(2);
  expect(rejected.count).toBe(1);
  expect(rejected.reasons[0]).toContain(reason);
});

test("ids are hex in any case, zeros stand for none, and an int64 may be a number or digits", () => {
  expect(recordOf({ traceId: "0AF7651916CD43DD8448EB211C80319C", spanId: "0".repeat(16) })).toMatchObject({ traceId: "0af7651916cd43dd8448eb211c80319c", spanId: "" });
  for (const intValue of [7, "7"]) expect(recordOf({ body: { intValue } })?.body).toBe(7n);
});

test("times survive to the last digit, however absurd, and what was observed stands in for a time that is not told", () => {
  const text = JSON.stringify({ resourceLogs: [{ scopeLogs: [{ logRecords: [{ ...good, timeUnixNano: "HERE" }] }] }] }).replace('"HERE"', "18446744073709551615");
  expect(decode(jsonBytes(text), "json").records[0]?.timeUnixNano).toBe(18446744073709551615n);
  const untimed = recordOf({ timeUnixNano: null, observedTimeUnixNano: "1544712660123456789" }) ?? makeLogRecord();
  expect(momentOf(untimed)).toBe(1544712660123456789n);
});

test("the event's name is its own field, or the attribute that was there before it", () => {
  const attributes = [{ key: "event.name", value: { stringValue: "handoff.requested" } }];
  expect(eventNameOf(recordOf({ attributes }) ?? makeLogRecord())).toBe("handoff.requested");
  expect(eventNameOf(recordOf({ attributes, eventName: "handoff.received" }) ?? makeLogRecord())).toBe("handoff.received");
});

test("a severity that OTLP does not name is taken as none, and the sender is told", () => {
  for (const severityNumber of [25, -1, 1e300]) expect(decodeJson([{ ...good, severityNumber }])).toMatchObject({ records: [{ severityNumber: 0 }], warnings: [expect.stringContaining("severities")] });
});

test("hostile keys in body and attributes are data and nothing else", () => {
  const hostile = attributesOf(["__proto__", "constructor", "a.__proto__.b"].map((key) => [key, attributesOf([["polluted", key]])]));
  for (const encoding of ["protobuf", "json"] as const) {
    const sent = [makeLogRecord({ body: hostile, attributes: hostile })];
    const [read] = recordsOf(encoding === "json" ? jsonBytes(otlpLogsJson(sent)) : otlpLogsProtobuf(sent), encoding);
    expect(isDeepStrictEqual(read, sent[0])).toBe(true);
    expect(Reflect.get({}, "polluted")).toBeUndefined();
  }
});

test("a body nested beyond 64 levels is replaced by a marker and the record kept", () => {
  const depth = 100_000;
  const body = `{"arrayValue":{"values":[`.repeat(depth) + "{}" + "]}}".repeat(depth);
  const text = JSON.stringify({ resourceLogs: [{ scopeLogs: [{ logRecords: [{ ...good, body: "HERE" }] }] }] }).replace('"HERE"', body);
  const { records, warnings } = decode(jsonBytes(text), "json");
  expect(JSON.stringify(records[0]?.body)).toContain("[nested deeper than 64 levels]");
  expect(warnings).toEqual(["values nested too deeply were replaced by a marker"]);
});

test("a signal sent to another one's path is refused with a hint, in either encoding", () => {
  const spans = [makeSpan()];
  for (const [body, encoding] of [[otlpProtobuf(spans), "protobuf"], [jsonBytes(otlpJson(spans)), "json"]] as const) {
    expect(decodeLogs(body, encoding)).toMatchObject({ kind: "undecodable", reason: expect.stringContaining("expected logs, found traces") });
  }
  expect(decodeTraces(otlpLogsProtobuf([makeLogRecord()]), "protobuf")).toMatchObject({ kind: "undecodable", reason: expect.stringContaining("expected traces, found logs") });
});

test("an empty request is a good one", () => {
  expect(recordsOf(new Uint8Array(), "protobuf")).toEqual([]);
  expect(recordsOf(jsonBytes("{}"), "json")).toEqual([]);
});

const logged = (id: string, service: string, eventName = "handoff.requested") =>
  withTraceId(makeHandoffLog(eventName, id, {}, { resource: { attributes: attributesOf([["service.name", service]]), droppedAttributesCount: 0, schemaUrl: "" } })).traceId;

test("a record without a trace is put under one made from its handoff and its resource, always the same", () => {
  expect(logged("h1", "writer")).toMatch(/^[0-9a-f]{32}$/);
  expect(logged("h1", "writer", "handoff.retry")).toBe(logged("h1", "writer"));
  expect(new Set([logged("h1", "writer"), logged("h2", "writer"), logged("h1", "publisher")]).size).toBe(3);
  expect(withTraceId(makeLogRecord({ traceId: "a".repeat(32) })).traceId).toBe("a".repeat(32));
});
