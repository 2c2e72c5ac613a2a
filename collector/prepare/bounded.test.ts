import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { BinaryWriter, WireType } from "@bufbuild/protobuf/wire";
import { afterAll, beforeAll, expect, test } from "vitest";
import { attributesOf } from "@/lib/model/attributes.ts";
import { makeSpan } from "@/lib/testing/make-span.ts";
import { jsonSpan, otlpJson } from "@/lib/testing/otlp-json.ts";
import { otlpProtobuf, spanMessage } from "@/lib/testing/otlp-protobuf.ts";
import { type SeenRequest, type Sent, startTestPreparer } from "@/lib/testing/start-preparer.ts";

const MIB = 1024 * 1024;
const GROWTH_MAX = 100 * MIB;
const SAMPLE_EVERY_MS = 5;
const preparer = startTestPreparer();

beforeAll(() => preparer.takeGoodOne());
afterAll(() => preparer.close());

/** Sends the body, whose memory is counted before, and a good one after it; fails when memory grew by 100 MiB at any moment between. */
async function sendBounded(body: Uint8Array | string, how?: Sent): Promise<SeenRequest> {
  const sent = typeof body === "string" ? new TextEncoder().encode(body) : body;
  const before = process.memoryUsage.rss();
  let most = before;
  const timer = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, SAMPLE_EVERY_MS);
  const seen = await preparer.send(sent, { encoding: typeof body === "string" ? "json" : "protobuf", ...how });
  clearInterval(timer);
  await preparer.takeGoodOne();
  expect(most - before).toBeLessThan(GROWTH_MAX);
  return seen;
}

const bytes = (field: number, inner: Uint8Array) => new BinaryWriter().tag(field, WireType.LengthDelimited).bytes(inner).finish();
/** A request of one Span message: an ordinary one, followed by a field that many times. */
function spanWithMany(field: number, times: number, inner: (index: number) => Uint8Array): Uint8Array {
  const writer = new BinaryWriter().raw(spanMessage(makeSpan()));
  for (let index = 0; index < times; index += 1) writer.tag(field, WireType.LengthDelimited).bytes(inner(index));
  return otlpProtobuf([writer.finish()]);
}
/** The same in JSON, with this text as the member's items. */
const jsonWithMany = (member: string, item: (index: number) => string, times: number): string =>
  JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: [{ ...jsonSpan(makeSpan()), [member]: "HERE" }] }] }] }).replace('"HERE"', () => `[${Array.from({ length: times }, (_, index) => item(index)).join(",")}]`);

const keyValue = (index: number) => new BinaryWriter().tag(1, WireType.LengthDelimited).string(`key ${index}`).tag(2, WireType.LengthDelimited).bytes(Uint8Array.of(0x18, 0x01)).finish();
const link = bytes(1, new Uint8Array(16).fill(1));
const cut = (reason: string) => ({ kind: "ready", rows: 1, rejected: 0, faults: { [`altered ${reason}`]: 1 }, message: expect.stringContaining("beyond the limit") });

test.each([
  ["a million attributes", () => spanWithMany(9, 1_000_000, keyValue), cut("attributes")],
  ["a million attributes in JSON", () => jsonWithMany("attributes", (index) => `{"key":"key ${index}","value":{"intValue":"1"}}`, 1_000_000), cut("attributes")],
  ["100,000 events", () => spanWithMany(11, 100_000, () => bytes(2, Uint8Array.of(0x65))), cut("events")],
  ["100,000 events in JSON", () => jsonWithMany("events", (index) => `{"timeUnixNano":"${index}","name":"event"}`, 100_000), cut("events")],
  ["100,000 links", () => spanWithMany(13, 100_000, () => Buffer.concat([link, bytes(2, new Uint8Array(8).fill(1))])), cut("links")],
  ["100,000 links in JSON", () => jsonWithMany("links", () => `{"traceId":"${"1".repeat(32)}","spanId":"${"1".repeat(16)}"}`, 100_000), cut("links")],
])("B4: of %s of one span 1,024 are kept and the rest is counted, within 100 MiB", async (_, body, expected) => {
  expect(await sendBounded(body())).toMatchObject(expected);
});

test("B4: 100,000 spans are taken in one request within 100 MiB, in either encoding", async () => {
  const one = bytes(2, spanMessage(makeSpan()));
  const count = 100_000;
  const spans = new Uint8Array(one.length * count);
  for (let index = 0; index < count; index += 1) spans.set(one, index * one.length);
  expect(await sendBounded(bytes(1, bytes(2, spans)))).toMatchObject({ rows: count, rejected: 0 });
});

test("B4: spans beyond 250,000 in one request are refused and counted", { timeout: 60_000 }, async () => {
  const bad = Uint8Array.of(0x12, 0x00);
  const spans = new Uint8Array(2 * 300_000).map((_, index) => bad[index % 2] ?? 0);
  const mixed = Buffer.concat([otlpProtobuf([makeSpan()]), bytes(1, bytes(2, spans))]);
  expect(await sendBounded(Uint8Array.from(mixed))).toMatchObject({ rows: 1, rejected: 300_000, faults: { "rejected trace_id": 249_999, "rejected spans": 50_001 } });
  const json = `{"resourceSpans":[{"scopeSpans":[{"spans":[${JSON.stringify(jsonSpan(makeSpan()))}${",{}".repeat(300_000)}]}]}]}`;
  expect(await sendBounded(json)).toMatchObject({ rows: 1, rejected: 300_000, faults: { "rejected trace_id": 249_999, "rejected spans": 50_001 } });
});

const array = (inner: Uint8Array) => bytes(5, bytes(1, inner));
const kvlist = (inner: Uint8Array) => bytes(6, bytes(1, bytes(2, inner)));
test.each([
  [47, false], [48, false], [64, false], [65, true], [1000, true],
])("B5: of a value %i levels deep, arrays and kvlists mixed, what is over 64 is replaced by a marker and the span kept", async (depth, isCut) => {
  let value: Uint8Array = new Uint8Array();
  let json = "{}";
  for (let level = 0; level < depth; level += 1) {
    value = level % 2 === 0 ? array(value) : kvlist(value);
    json = level % 2 === 0 ? `{"arrayValue":{"values":[${json}]}}` : `{"kvlistValue":{"values":[{"key":"k","value":${json}}]}}`;
  }
  const faults = isCut ? { "altered depth": 1 } : {};
  expect(await sendBounded(spanWithMany(9, 1, () => Buffer.concat([bytes(1, Uint8Array.of(0x61)), bytes(2, value)])))).toMatchObject({ rows: 1, rejected: 0, faults });
  expect(await sendBounded(jsonWithMany("attributes", () => `{"key":"a","value":${json}}`, 1))).toMatchObject({ rows: 1, rejected: 0, faults });
});

/** A length-delimited field around another, a million times over, from the inside out. */
function millionLevels(): Uint8Array {
  const heads: Uint8Array[] = [];
  let length = 0;
  for (let level = 0; level < 1_000_000; level += 1) {
    for (const field of [1, 5]) {
      const head = new BinaryWriter().tag(field, WireType.LengthDelimited).uint32(length).finish();
      heads.push(head);
      length += head.length;
    }
  }
  return Buffer.concat(heads.toReversed());
}

test("B5: a value a million levels deep is replaced by a marker and the span kept, within 100 MiB", async () => {
  const value = millionLevels();
  expect(await sendBounded(spanWithMany(9, 1, () => bytes(2, value)))).toMatchObject({ rows: 1, faults: { "altered depth": 1 } });
  const json = `${'{"arrayValue":{"values":['.repeat(1_000_000)}{}${"]}}".repeat(1_000_000)}`;
  expect(await sendBounded(jsonWithMany("attributes", () => `{"key":"a","value":${json}}`, 1))).toMatchObject({ rows: 1, faults: { "altered depth": 1 } });
});

test.each(["protobuf", "json"] as const)("B7: a longer text than 10 MB, a name of 10 MB and a key of 1 MB in %s are cut, with length and digest", async (encoding) => {
  const long = "x".repeat(10 * MIB + 1);
  const send = (span: ReturnType<typeof makeSpan>) => (encoding === "json" ? sendBounded(JSON.stringify(otlpJson([span]))) : sendBounded(otlpProtobuf([span])));
  const seen = await send(makeSpan({ attributes: attributesOf([["text", long]]) }));
  expect(seen).toMatchObject({ rows: 1, rejected: 0, faults: { "altered text_length": 1 } });
  expect(Buffer.from(seen.bytes).includes(`x[cut, 10485761 characters in all, sha256 ${createHash("sha256").update(long).digest("hex").slice(0, 16)}]`)).toBe(true);
  const name = await send(makeSpan({ name: long, attributes: attributesOf([["k".repeat(MIB), 1n], ["k".repeat(257), 2n]]) }));
  expect(name.faults).toEqual({ "altered text_length": 1 });
  for (const note of ["x[cut, 10485761 ", "k[cut, 1048576 ", "k[cut, 257 "]) expect(Buffer.from(name.bytes).includes(note)).toBe(true);
  expect(name.bytes.length).toBeLessThan(20_000);
});

test("B7: a text of 10 MB is kept whole", async () => {
  const { bytes: kept, faults } = await sendBounded(otlpProtobuf([makeSpan({ attributes: attributesOf([["text", "x".repeat(10 * MIB)]]) })]));
  expect(faults).toEqual({});
  expect(kept.length).toBeGreaterThan(10 * MIB);
});

test("B3: a gzip bomb of a gigabyte is refused within 100 MiB, also when it is one of many members", async () => {
  const member = gzipSync(new Uint8Array(64 * MIB));
  const bomb = Uint8Array.from(Buffer.concat(Array.from({ length: 16 }, () => member)));
  expect(await sendBounded(bomb, { contentEncoding: "gzip" })).toMatchObject({ kind: "refused", status: 413 });
  expect(await sendBounded(gzipSync(Buffer.alloc(MIB * 1024)), { contentEncoding: "gzip" })).toMatchObject({ kind: "refused", status: 413 });
});

test.each([
  ["members that OTLP does not know", () => `{${Array.from({ length: 2_000_000 }, (_, index) => `"m${index}":{}`).join(",")}}`, { kind: "ready", rows: 0 }],
  ["objects in lists", () => `{"resourceSpans":[${'{"scopeSpans":[{"spans":[{"attributes":[{},{},{},{},{},{}]}]}]},'.repeat(100_000)}{}]}`, { kind: "ready", rejected: 100_000 }],
  ["more objects than are parsed", () => `{"resourceSpans":[${"{},".repeat(200_000)}${'{"scopeSpans":[{"spans":[{"attributes":[{},{},{},{},{},{}]}]}]},'.repeat(49_000)}{"scopeSpans":[{"spans":[${'{"attributes":[{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}]},'.repeat(200_000)}{}]}]}]}`, { kind: "refused", status: 400, message: expect.stringContaining("at most 4000000 objects") }],
])("JSON of millions of %s does not end the process or its thread", async (_, body, expected) => {
  expect(await preparer.send(body())).toMatchObject(expected);
  await preparer.takeGoodOne();
  expect(preparer.logged).toEqual([]);
});
