import { gzipSync } from "node:zlib";
import { BinaryWriter, WireType } from "@bufbuild/protobuf/wire";
import { afterAll, expect, test } from "vitest";
import { attributesOf } from "@/lib/model/attributes.ts";
import { makeHandoffLog, makeLogRecord } from "@/lib/testing/make-log-record.ts";
import { makeSpan } from "@/lib/testing/make-span.ts";
import { jsonSpan, otlpJson, otlpLogsJson } from "@/lib/testing/otlp-json.ts";
import { otlpLogsProtobuf, otlpProtobuf, spanMessage } from "@/lib/testing/otlp-protobuf.ts";
import { startTestPreparer } from "@/lib/testing/start-preparer.ts";
import { NO_RULES } from "../redact/rules.ts";
import { createPreparer } from "./create-preparer.ts";

const preparer = startTestPreparer();
const { send } = preparer;
const SECRET = "sk-proj-Ab1Cd2Ef3Gh4Ij5Kl6Mn7Op8Qr9St0Uv1Wx2Yz3Ab4Cd5Ef6";
afterAll(() => preparer.close());

test("the same spans are the same rows and fingerprints in protobuf, in JSON, packed or not; another span has another", async () => {
  const own = createPreparer({ project: "default", threads: 1, bodyBytesMax: 1_000_000, redaction: { key: "only for tests 0123", rules: NO_RULES }, log: () => undefined });
  const spans = [makeSpan(), makeSpan({ name: "other" })];
  const json = new TextEncoder().encode(JSON.stringify(otlpJson(spans)));
  const prints = await Promise.all(([["protobuf", otlpProtobuf(spans)], ["json", json]] as const).flatMap(([encoding, body]) => [
    own.prepare({ signal: "traces", encoding, contentEncoding: "gzip", body: gzipSync(body) }),
    own.prepare({ signal: "traces", encoding, contentEncoding: "identity", body }),
  ]).map(async (prepared) => {
    const done = await prepared;
    return done.kind === "ready" ? [...done.fingerprints] : [];
  }));
  await own.close();
  expect(prints[0]).toHaveLength(4);
  expect(prints[0]?.slice(0, 2)).not.toEqual(prints[0]?.slice(2));
  for (const other of prints) expect(other).toEqual(prints[0]);
});

test("a request's digest is of the body as sent; its memory is given away", async () => {
  const own = createPreparer({ project: "default", threads: 1, bodyBytesMax: 1_000_000, redaction: { key: "only for tests 0123", rules: NO_RULES }, log: () => undefined });
  const body = new Uint8Array();
  const prepared = await own.prepare({ signal: "traces", encoding: "protobuf", contentEncoding: "identity", body });
  expect(prepared).toMatchObject({ kind: "ready", digest: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", received: 0 });
  const given = new Uint8Array(otlpProtobuf([makeSpan()]));
  const shared = Buffer.concat([given]).subarray(0);
  await own.prepare({ signal: "traces", encoding: "protobuf", contentEncoding: "identity", body: given });
  expect(given).toHaveLength(0);
  expect(await own.prepare({ signal: "traces", encoding: "protobuf", contentEncoding: "identity", body: shared })).toMatchObject({ kind: "ready", received: 1 });
  expect(own.waiting).toEqual({ requests: 0, bytes: 0 });
  await own.close();
});

test("log records are kept when they tell of a handoff, others are counted by the reason why not", async () => {
  const records = [makeHandoffLog("handoff.requested", "h1", {}), makeLogRecord({ eventName: "" }), makeLogRecord({ eventName: "other" }), makeLogRecord({ eventName: "other" })];
  for (const body of [otlpLogsProtobuf(records), otlpLogsJson(records)]) {
    const { kind, received, rows, ignored, rejected, traceIds } = await send(body, { signal: "logs" });
    expect({ kind, received, rows, ignored, rejected }).toEqual({ kind: "ready", received: 4, rows: 1, ignored: 3, rejected: 0 });
    expect(traceIds).toHaveLength(1);
  }
});

test("what is odd in a log record that is not kept is not told of", async () => {
  const { faults, message } = await send(otlpLogsProtobuf([makeLogRecord({ timeUnixNano: 5n, observedUnixNano: 5n })]), { signal: "logs" });
  expect({ faults, message }).toEqual({ faults: {}, message: "" });
});

test("samples, messages and rows hold no secret that a detector knows", async () => {
  const attributes = attributesOf([["secret", SECRET]]);
  const bad = { ...jsonSpan(makeSpan({ attributes })), kind: SECRET };
  const requests = [
    await send({ resourceSpans: [{ scopeSpans: [{ spans: [bad, jsonSpan(makeSpan({ attributes, startUnixNano: 1n }))] }] }] }),
    await send({ resourceSpans: [{ resource: { attributes: { SECRET } }, scopeSpans: [{ spans: [bad] }] }, ...otlpJson([makeSpan()]).resourceSpans] }),
    await send(`{"resourceSpans":"${SECRET}"`),
    await send(otlpProtobuf([new Uint8Array([...spanMessage(makeSpan({ attributes })), 0x0f]), makeSpan({ attributes })])),
  ];
  for (const { rejects, message, bytes } of requests) {
    expect(rejects).not.toHaveLength(0);
    expect(JSON.stringify(rejects) + message + Buffer.from(bytes).toString("latin1")).not.toContain(SECRET.slice(8, 30));
    expect(rejects.some(({ sample }) => sample.includes("[redacted:openai-key:"))).toBe(true);
  }
});

test("a secret at the end of what is kept of a long sample is not kept in part", async () => {
  for (let fill = 8192 - SECRET.length - 40; fill < 8192; fill += 7) {
    const { rejects } = await send(`{"resourceSpans":"${"x ".repeat(fill / 2)}${SECRET}${"y ".repeat(5000)}`);
    expect(rejects[0]?.sample).not.toContain("sk-proj");
    expect(rejects[0]?.sample.length).toBeGreaterThan(1000);
  }
});

test("what contracts call sensitive is masked from the next request on, and what cannot be read as a record has no sample then", async () => {
  const own = startTestPreparer();
  const span = makeSpan({ attributes: attributesOf([["gen_ai.prompt", '{"customer":{"email":"none","name":"Mrs Example"}}']]) });
  expect(Buffer.from((await own.send(otlpProtobuf([span]))).bytes).includes("Mrs Example")).toBe(true);
  own.setSensitive(["/customer/name"]);
  const masked = await own.send(otlpProtobuf([span]));
  expect(Buffer.from(masked.bytes).includes("Mrs Example")).toBe(false);
  expect(masked.redactions).toEqual({ sensitive: 1 });
  const { rejects } = await own.send({ resourceSpans: [{ scopeSpans: [{ spans: [{ ...jsonSpan(span), kind: "x" }] }] }] });
  expect(rejects[0]?.sample).toContain("[redacted:sensitive:");
  expect((await own.send('{"resourceSpans":"Mrs Example')).rejects[0]?.sample).toMatch(/^\[withheld/);
  own.setSensitive([]);
  expect(Buffer.from((await own.send(otlpProtobuf([span]))).bytes).includes("Mrs Example")).toBe(true);
  await own.close();
});

test("at most ten reasons are told of one request, and every rejected record is in one of them", async () => {
  const names = ["traceId", "spanId", "parentSpanId", "traceState", "flags", "name", "kind", "startTimeUnixNano", "endTimeUnixNano", "attributes", "droppedAttributesCount", "events", "droppedEventsCount", "links"];
  const { rejects, rejected } = await send({ resourceSpans: [{ scopeSpans: [{ spans: names.map((name) => ({ ...jsonSpan(makeSpan()), [name]: { not: "this" } })) }] }] });
  expect(rejected).toBe(names.length);
  expect(rejects.length).toBeLessThanOrEqual(10);
  expect(rejects.reduce((sum, { records }) => sum + records, 0)).toBe(names.length);
  expect(rejects.at(-1)?.reason).toBe("other");
});

const field = (number: number, inner: Uint8Array): Uint8Array => new BinaryWriter().tag(number, WireType.LengthDelimited).bytes(inner).finish();
/** A value of a million kvlists, which take many times as much memory as bytes. */
const glutton = (): Uint8Array => {
  const array = new Uint8Array(4 * 1_000_000).map((_, index) => [0x0a, 0x02, 0x32, 0x00][index % 4] ?? 0);
  return otlpProtobuf([Buffer.concat([spanMessage(makeSpan()), field(9, field(2, field(5, array)))])]);
};

test("a request of which a thread dies is refused alone, with 413 and a reason; those before and after it are answered", async () => {
  const own = startTestPreparer({ heapMbMax: 24 });
  const [before, dead, after] = await Promise.all([own.takeGoodOne(), own.send(glutton()), own.takeGoodOne()]);
  expect([before, after]).toEqual([undefined, undefined]);
  expect(dead).toMatchObject({ kind: "refused", status: 413, message: expect.stringContaining("send smaller batches"), faults: { "rejected memory": 0 } });
  await own.takeGoodOne();
  await own.close();
});

test("a request that a thread does not get done with is refused alone, with 413 and a reason; those before and after it are answered", async () => {
  const own = startTestPreparer({ threadMsMax: 3000 });
  await own.takeGoodOne();
  const endless = otlpProtobuf([makeSpan({ attributes: attributesOf(Array.from({ length: 6 }, (_, at) => [`text ${at}`, "a@b.c".repeat(2_000_000)])) })]);
  const [before, stopped, after] = await Promise.all([own.takeGoodOne(), own.send(endless), own.takeGoodOne()]);
  expect([before, after]).toEqual([undefined, undefined]);
  expect(stopped).toMatchObject({ kind: "refused", status: 413, message: expect.stringContaining("send smaller batches"), faults: { "rejected time": 0 } });
  await own.close();
});

test("closing answers what was handed over; what comes after it is not refused for good", async () => {
  const own = startTestPreparer({ threads: 2 });
  const sent = Array.from({ length: 20 }, () => own.send(otlpProtobuf([makeSpan()])));
  await own.close();
  await expect(own.takeGoodOne()).rejects.toThrow("the preparer is closed");
  for (const seen of await Promise.all(sent)) expect(seen).toMatchObject({ kind: "ready", rows: 1 });
});
