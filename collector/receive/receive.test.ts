import { connect } from "node:net";
import { gzipSync } from "node:zlib";
import { BinaryReader } from "@bufbuild/protobuf/wire";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Answer } from "./answer.ts";
import { startReceiver, type Receiver } from "./receive.ts";

const BODY_BYTES_MAX = 100_000;
const taken: Answer = { kind: "taken", rejected: 0, message: "" };
let next: Answer | Error = taken;
let bodies: { body: string; encoding: string }[] = [];
let logBodies: string[] = [];
let receiver: Receiver;
let base: string;

function answerNext(): Answer {
  if (next instanceof Error) throw next;
  return next;
}

beforeAll(async () => {
  receiver = await startReceiver({
    host: "127.0.0.1",
    port: 0,
    bodyBytesMax: BODY_BYTES_MAX,
    take: {
      async traces(body, encoding) {
        bodies.push({ body: Buffer.from(body).toString(), encoding });
        return answerNext();
      },
      async logs(body) {
        logBodies.push(Buffer.from(body).toString());
        return answerNext();
      },
    },
    health: async () => ({ ok: false, report: { ok: false } }),
    log: () => undefined,
  });
  base = `http://127.0.0.1:${receiver.port}`;
});
afterAll(() => receiver.close());
beforeEach(() => {
  next = taken;
  bodies = [];
  logBodies = [];
});

const PROTOBUF = "application/x-protobuf";
const JSON_TYPE = "application/json";

function post(body: BodyInit, headers: Record<string, string>, path = "/v1/traces"): Promise<Response> {
  return fetch(base + path, { method: "POST", body, headers });
}

/** code and message of a google.rpc.Status in protobuf. */
function statusIn(bytes: ArrayBuffer): { code: number; message: string } {
  const reader = new BinaryReader(new Uint8Array(bytes));
  expect(reader.uint32()).toBe(8);
  const code = reader.int32();
  expect(reader.uint32()).toBe(18);
  return { code, message: reader.string() };
}

test.each([PROTOBUF, JSON_TYPE, "application/json; charset=utf-8", "Application/JSON"])("a body of type %s is taken as it is", async (type) => {
  const response = await post("body", { "content-type": type });
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe(type.toLowerCase().split(";")[0]);
  expect(await response.text()).toBe(type === PROTOBUF ? "" : "{}");
  expect(bodies).toEqual([{ body: "body", encoding: type === PROTOBUF ? "protobuf" : "json" }]);
});

test.each([
  ["gzip", "gzip", gzipSync("body")],
  ["gzip of several members", "gzip", Buffer.concat([gzipSync("bo"), gzipSync("dy")])],
  ["identity", "identity", Buffer.from("body")],
])("%s is unpacked", async (_, encoding, body) => {
  const response = await post(body, { "content-type": PROTOBUF, "content-encoding": encoding });
  expect(response.status).toBe(200);
  expect(bodies).toEqual([{ body: "body", encoding: "protobuf" }]);
});

test.each([
  ["truncated gzip", { "content-encoding": "gzip" }, gzipSync("body").subarray(0, -4), 400],
  ["gzip that is none", { "content-encoding": "gzip" }, Buffer.from("body"), 400],
  ["an encoding that is not OTLP's", { "content-encoding": "br" }, Buffer.from("body"), 415],
  ["a list of encodings", { "content-encoding": "gzip, gzip" }, gzipSync(gzipSync("body")), 415],
  ["a type that is not OTLP's", { "content-type": "text/plain" }, Buffer.from("body"), 415],
  ["no type", { "content-type": "" }, Buffer.from("body"), 415],
  ["a body over the limit", {}, Buffer.alloc(BODY_BYTES_MAX + 1), 413],
  ["a body over the limit once unpacked", { "content-encoding": "gzip" }, gzipSync(Buffer.alloc(BODY_BYTES_MAX + 1)), 413],
])("%s is refused for good and never gets further", async (_, headers, body, status) => {
  const response = await post(body, { "content-type": JSON_TYPE, ...headers });
  expect(response.status).toBe(status);
  expect(await response.json()).toEqual({ code: expect.any(Number), message: expect.stringMatching(/expected .* found/) });
  expect(bodies).toEqual([]);
});

test("a body over the limit is refused also when its length is not announced", async () => {
  const body = new ReadableStream({
    pull(controller) {
      controller.enqueue(new Uint8Array(50_000));
    },
  });
  const init: RequestInit & { duplex: "half" } = { method: "POST", body, headers: { "content-type": PROTOBUF }, duplex: "half" };
  const response = await fetch(`${base}/v1/traces`, init);
  expect(response.status).toBe(413);
  expect(statusIn(await response.arrayBuffer()).code).toBe(8);
});

test("a refusal speaks the encoding of the request", async () => {
  next = { kind: "refused", status: 400, message: "why" };
  const protobuf = await post("x", { "content-type": PROTOBUF });
  expect([protobuf.status, protobuf.headers.get("content-type")]).toEqual([400, PROTOBUF]);
  expect(statusIn(await protobuf.arrayBuffer())).toEqual({ code: 3, message: "why" });
  const json = await post("x", { "content-type": JSON_TYPE });
  expect([json.status, json.headers.get("content-type")]).toEqual([400, JSON_TYPE]);
  expect(await json.json()).toEqual({ code: 3, message: "why" });
});

test("rejected spans are told of by partial_success", async () => {
  next = { kind: "taken", rejected: 3, message: "why" };
  const json = await post("x", { "content-type": JSON_TYPE });
  expect(await json.json()).toEqual({ partialSuccess: { rejectedSpans: "3", errorMessage: "why" } });
  const protobuf = await post("x", { "content-type": PROTOBUF });
  expect([...new Uint8Array(await protobuf.arrayBuffer())]).toEqual([0x0a, 7, 0x08, 3, 0x12, 3, ...Buffer.from("why")]);
});

test("logs have a path of their own, and are told of rejected records in their own words", async () => {
  next = { kind: "taken", rejected: 2, message: "why" };
  const json = await post(gzipSync("logs"), { "content-type": JSON_TYPE, "content-encoding": "gzip" }, "/v1/logs");
  expect([json.status, await json.json()]).toEqual([200, { partialSuccess: { rejectedLogRecords: "2", errorMessage: "why" } }]);
  const protobuf = await post("logs", { "content-type": PROTOBUF }, "/v1/logs");
  expect([...new Uint8Array(await protobuf.arrayBuffer())]).toEqual([0x0a, 7, 0x08, 2, 0x12, 3, ...Buffer.from("why")]);
  expect([bodies, logBodies]).toEqual([[], ["logs", "logs"]]);
  expect((await post("logs", { "content-type": "text/plain" }, "/v1/logs")).status).toBe(415);
});

test("busy is 503 with Retry-After in seconds", async () => {
  next = { kind: "busy", retryAfterS: 2, message: "later" };
  const response = await post("x", { "content-type": PROTOBUF });
  expect([response.status, response.headers.get("retry-after")]).toEqual([503, "2"]);
  expect(statusIn(await response.arrayBuffer())).toEqual({ code: 14, message: "later" });
});

test("a fault of our own is 500, which is not to be retried, and the next request is served", async () => {
  next = new Error("fault");
  expect((await post("x", { "content-type": PROTOBUF })).status).toBe(500);
  next = taken;
  expect((await post("x", { "content-type": PROTOBUF })).status).toBe(200);
});

test.each([
  ["GET", "/v1/traces", 405],
  ["PUT", "/v1/traces", 405],
  ["OPTIONS", "/v1/traces", 405],
  ["POST", "/healthz", 405],
  ["GET", "/v1/logs", 405],
  ["POST", "/v1/metrics", 404],
  ["POST", "/", 404],
  ["GET", "/anything", 404],
  ["GET", "/", 200],
  ["GET", "/?query", 200],
  ["GET", "/healthz", 503],
])("%s %s is answered %i", async (method, path, status) => {
  const response = await fetch(base + path, { method });
  expect(response.status).toBe(status);
  expect(response.headers.get("access-control-allow-origin")).toBeNull();
  expect(response.headers.has("allow")).toBe(status === 405);
});

test("a sender that hangs up half-way disturbs nobody", async () => {
  const socket = connect(receiver.port, "127.0.0.1");
  await new Promise<void>((resolve) => {
    socket.on("connect", () => socket.write("POST /v1/traces HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{", () => resolve()));
  });
  socket.destroy();
  expect((await post("x", { "content-type": PROTOBUF })).status).toBe(200);
  expect(bodies).toHaveLength(1);
});

test("a second receiver on the same port says so", async () => {
  const options = { host: "127.0.0.1", port: receiver.port, bodyBytesMax: 1, take: { traces: async () => taken, logs: async () => taken }, health: async () => ({ ok: true, report: {} }), log: () => undefined };
  await expect(startReceiver(options)).rejects.toThrow("EADDRINUSE");
});
