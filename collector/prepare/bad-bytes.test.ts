import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { BinaryWriter, WireType } from "@bufbuild/protobuf/wire";
import { afterAll, afterEach, expect, test } from "vitest";
import { makeLogRecord } from "@/lib/testing/make-log-record.ts";
import { makeSpan } from "@/lib/testing/make-span.ts";
import { jsonSpan, otlpJson } from "@/lib/testing/otlp-json.ts";
import { otlpLogsProtobuf, otlpProtobuf, spanMessage } from "@/lib/testing/otlp-protobuf.ts";
import { startTestPreparer } from "@/lib/testing/start-preparer.ts";
import { canUnpack } from "./unpack.ts";

const BODY_BYTES_MAX = 1024 * 1024;
const preparer = startTestPreparer({ bodyBytesMax: BODY_BYTES_MAX });
const { send } = preparer;
const good = otlpProtobuf([makeSpan()]);
const text = (value: string) => new TextEncoder().encode(value);
const message = (field: number, ...parts: Uint8Array[]) => new BinaryWriter().tag(field, WireType.LengthDelimited).bytes(Buffer.concat(parts)).finish();

afterAll(() => preparer.close());
afterEach(() => preparer.takeGoodOne());

test.each([
  ["an illegal wire type", Uint8Array.of(0x0f, 0x01), "an unknown wire type"],
  ["field number 0", Uint8Array.of(0x02, 0x00), "expected a field number"],
  ["a length beyond the end", Uint8Array.of(0x0a, 0xff, 0xff, 0xff, 0xff, 0x0f), "premature EOF"],
  ["a length of minus one", Uint8Array.of(0x0a, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01), ""],
  ["resource_spans as a varint", Uint8Array.of(0x08, 0x01), "resource_spans: expected a field number and wire type of the OTLP proto, found a varint"],
  ["a request cut short", good.subarray(0, -10), "premature EOF"],
  ["JSON said to be protobuf", text('{"resourceSpans":[]}'), ""],
])("B1: %s in protobuf is refused with 400 and a sample", async (_, body, reason) => {
  const { kind, status, message: told, faults, rejects } = await send(Uint8Array.from(body));
  expect({ kind, status }).toEqual({ kind: "refused", status: 400 });
  expect(told).toContain(reason);
  expect(faults).toEqual({ "rejected request": 0 });
  expect(rejects[0]).toMatchObject({ signal: "traces", message: told });
});

test.each([
  ["half a request", '{"resourceSpans":[{'],
  ["a list", "[]"],
  ["no JSON", "resourceSpans"],
  ["nothing at all", ""],
])("B1: %s in JSON is refused with 400", async (_, body) => {
  expect(await send(body)).toMatchObject({ kind: "refused", status: 400 });
});

const spanField = message(2, spanMessage(makeSpan()));
const broken = Uint8Array.of(0x12, 0x7f, 0x01);
test.each([
  ["a resource", message(1, message(1, broken), message(2, spanField, spanField)), 2, "resource"],
  ["the fields of ResourceSpans", message(1, message(2, spanField, spanField, spanField), broken), 3, "resource_spans"],
  ["a scope", message(1, message(2, message(1, broken), spanField)), 1, "scope"],
  ["the fields of ScopeSpans", message(1, message(2, spanField, spanField, broken)), 2, "scope_spans"],
  ["a ScopeSpans in which no span can be told apart", message(1, message(2, broken)), 1, "scope_spans"],
])("B1: what is broken in %s costs the spans in it, and no other of the request", async (_, part, lost, field) => {
  const { rows, received, rejected, rejects } = await send(Buffer.concat([good, part, good]));
  expect({ rows, received, rejected }).toEqual({ rows: 2, received: 2 + lost, rejected: lost });
  expect(rejects).toMatchObject([{ action: "rejected", records: lost }]);
  expect(rejects[0]?.reason.startsWith(field.split("_", 1)[0] ?? "")).toBe(true);
});

test("B1: of two scopes of one resource the broken one is lost alone", async () => {
  const resource = message(1, message(1, message(1, text("service.name")), message(2, message(1, text("newsroom")))));
  const { rows, rejected, rejects } = await send(message(1, resource, message(2, spanField), message(2, spanField, broken), message(2, spanField)));
  expect({ rows, rejected }).toEqual({ rows: 2, rejected: 1 });
  expect(rejects[0]).toMatchObject({ service: "newsroom", sample: expect.stringContaining("invoke_agent planner") });
});

test.each([["resourceSpans", { resourceSpans: [5, otlpJson([makeSpan()]).resourceSpans[0]] }, 1],
  ["a resource", { resourceSpans: [{ resource: { attributes: { a: 1 } }, scopeSpans: [{ spans: [jsonSpan(makeSpan()), jsonSpan(makeSpan())] }] }, ...otlpJson([makeSpan()]).resourceSpans] }, 2],
  ["a scope", { resourceSpans: [{ scopeSpans: [{ scope: "x", spans: [jsonSpan(makeSpan())] }, { spans: [jsonSpan(makeSpan())] }] }] }, 1],
])("B1: what is broken in %s in JSON costs the spans in it, and no other of the request", async (_, body, lost) => {
  expect(await send(body)).toMatchObject({ kind: "ready", rows: 1, rejected: lost, rejects: [{ action: "rejected", records: lost }] });
});

test.each([
  ["cut short", gzipSync(good).subarray(0, -5), 400, "expected a whole gzip body"],
  ["with a wrong header", Buffer.concat([Buffer.from([1, 2]), gzipSync(good).subarray(2)]), 400, "incorrect header check"],
  ["with a wrong check sum", gzipSync(good).map((byte, at, all) => (at === all.length - 6 ? byte ^ 1 : byte)), 400, "incorrect data check"],
  ["that is deflate", deflateSync(good), 400, "incorrect header check"],
  ["that is brotli", brotliCompressSync(good), 400, "incorrect header check"],
  ["of nothing", new Uint8Array(), 400, "unexpected end of file"],
  ["of gzip", gzipSync(gzipSync(good)), 400, ""],
])("B2: a gzip body %s is refused", async (_, body, status, reason) => {
  const refused = await send(Uint8Array.from(body), { contentEncoding: "gzip" });
  expect(refused).toMatchObject({ kind: "refused", status });
  expect(refused.message).toContain(reason);
});

test("B2: a gzip body of several members is read as one", async () => {
  const members = Buffer.concat([gzipSync(good), gzipSync(new Uint8Array()), gzipSync(good)]);
  expect(await send(Uint8Array.from(members), { contentEncoding: "gzip" })).toMatchObject({ kind: "ready", rows: 2 });
});

test("B2: zstd is read where Node can, and refused with 415 where it cannot", async () => {
  const refused = await send(Uint8Array.from(good), { contentEncoding: "zstd" });
  expect(refused).toMatchObject({ kind: "refused", status: canUnpack("zstd") ? 400 : 415 });
});

test("B3: a body over the limit is refused with 413, packed or unpacked, in one member or many", async () => {
  const member = gzipSync(new Uint8Array(BODY_BYTES_MAX / 2));
  const bodies = [gzipSync(new Uint8Array(BODY_BYTES_MAX + 1)), Buffer.concat([member, member, member])];
  for (const body of bodies) expect(await send(Uint8Array.from(body), { contentEncoding: "gzip" })).toMatchObject({ kind: "refused", status: 413, message: expect.stringContaining(`expected at most ${BODY_BYTES_MAX} bytes`) });
  expect(await send(new Uint8Array(BODY_BYTES_MAX + 1))).toMatchObject({ kind: "refused", status: 413, faults: { "rejected body_bytes": 0 } });
});

test.each([
  ["logs in protobuf", otlpLogsProtobuf([makeLogRecord({ severityNumber: 9, timeUnixNano: 5n })]), "logs"],
  ["logs in JSON", { resourceLogs: [{ scopeLogs: [{ logRecords: [{}] }] }] }, "logs"],
  ["metrics in JSON", { resourceMetrics: [{ scopeMetrics: [] }] }, "metrics"],
  ["metrics in protobuf", message(1, message(2, message(2, new BinaryWriter().tag(1, WireType.LengthDelimited).string("requests").tag(7, WireType.LengthDelimited).string("").finish()))), "metrics"],
])("B12: %s sent to /v1/traces are refused with a hint where they belong", async (_, body, found) => {
  expect(await send(body instanceof Uint8Array ? Uint8Array.from(body) : body)).toMatchObject({ kind: "refused", status: 400, message: expect.stringContaining(`expected traces, found ${found}`) });
});
