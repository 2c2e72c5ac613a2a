import { connect } from "node:net";
import { gzipSync } from "node:zlib";
import { BinaryReader } from "@bufbuild/protobuf/wire";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { quietIngest } from "@/lib/testing/quiet-ingest.ts";
import type { RawRequest } from "../prepare/prepared.ts";
import type { Answer } from "./answer.ts";
import { startReceiver, type Receiver, type ReceiverOptions } from "./receive.ts";

const BODY_BYTES_MAX = 100_000;
const taken: Answer = { kind: "taken", rejected: 0, message: "" };
let next: Answer | Error = taken;
let requests: (Omit<RawRequest, "body"> & { body: string })[] = [];
let complaints: string[] = [];
let receiver: Receiver;
let base: string;

const OPTIONS: ReceiverOptions = {
  host: "127.0.0.1",
  port: 0,
  grpcPort: 0,
  bodyBytesMax: BODY_BYTES_MAX,
  async take(request) {
    requests.push({ ...request, body: Buffer.from(request.body).toString("latin1") });
    if (next instanceof Error) throw next;
    return next;
  },
  snapshot: quietIngest,
  health: async () => ({ ok: false, report: { ok: false } }),
  isOwnHost: (host) => host?.startsWith("127.0.0.1") === true,
  complain: (line) => complaints.push(line), log: () => undefined,
};

beforeAll(async () => {
  receiver = await startReceiver(OPTIONS);
  base = `http://127.0.0.1:${receiver.port}`;
});
afterAll(() => receiver.close());
beforeEach(() => {
  next = taken;
  requests = [];
  complaints = [];
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
  expect(requests).toEqual([{ signal: "traces", body: "body", encoding: type === PROTOBUF ? "protobuf" : "json", contentEncoding: "identity" }]);
});

test.each([
  ["gzip", "gzip", gzipSync("body")],
  [" GZIP ", "gzip", gzipSync("body")],
  ["identity", "identity", Buffer.from("body")],
  ["", "identity", Buffer.from("body")],
])("a body compressed by %j is handed on as it was sent", async (sent, contentEncoding, body) => {
  const response = await post(body, { "content-type": PROTOBUF, "content-encoding": sent });
  expect(response.status).toBe(200);
  expect(requests).toEqual([{ signal: "traces", encoding: "protobuf", contentEncoding, body: body.toString("latin1") }]);
});

test.each([
  ["brotli", { "content-encoding": "br" }, Buffer.from("body"), 415],
  ["deflate", { "content-encoding": "deflate" }, Buffer.from("body"), 415],
  ["a list of encodings", { "content-encoding": "gzip, gzip" }, gzipSync(gzipSync("body")), 415],
  ["a list that ends with none", { "content-encoding": "gzip, identity" }, gzipSync("body"), 415],
  ["a type that is not OTLP's", { "content-type": "text/plain" }, Buffer.from("body"), 415],
  ["no type", { "content-type": "" }, Buffer.from("body"), 415],
  ["a body over the limit", {}, Buffer.alloc(BODY_BYTES_MAX + 1), 413],
])("%s is refused for good and never gets further", async (_, headers, body, status) => {
  const response = await post(body, { "content-type": JSON_TYPE, ...headers });
  expect(response.status).toBe(status);
  expect(await response.json()).toEqual({ code: expect.any(Number), message: expect.stringMatching(/expected .* found/) });
  expect(response.headers.has("accept-encoding")).toBe(status === 415);
  expect(complaints).toEqual([expect.stringMatching(/^turned away a request of traces: expected .* found/)]);
  expect(requests).toEqual([]);
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
  next = { kind: "refused", status: 400, message: "trace_id: expected 16 bytes" };
  const protobuf = await post("x", { "content-type": PROTOBUF });
  expect([protobuf.status, protobuf.headers.get("content-type")]).toEqual([400, PROTOBUF]);
  expect(statusIn(await protobuf.arrayBuffer())).toEqual({ code: 3, message: "trace_id: expected 16 bytes" });
  const json = await post("x", { "content-type": JSON_TYPE });
  expect([json.status, json.headers.get("content-type")]).toEqual([400, JSON_TYPE]);
  const fieldViolations = [{ field: "trace_id", description: "trace_id: expected 16 bytes" }];
  expect(await json.json()).toEqual({ code: 3, message: "trace_id: expected 16 bytes", details: [{ "@type": "type.googleapis.com/google.rpc.BadRequest", fieldViolations }] });
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
  expect(requests.map(({ signal }) => signal)).toEqual(["logs", "logs"]);
  expect((await post("logs", { "content-type": "text/plain" }, "/v1/logs")).status).toBe(415);
});

test.each([429, 503] as const)("busy is %i with Retry-After in seconds", async (status) => {
  next = { kind: "busy", status, retryAfterS: 2, message: "later" };
  const response = await post("x", { "content-type": PROTOBUF });
  expect([response.status, response.headers.get("retry-after")]).toEqual([status, "2"]);
  expect(statusIn(await response.arrayBuffer())).toEqual({ code: 14, message: "later" });
  const json: unknown = await (await post("x", { "content-type": JSON_TYPE })).json();
  expect(json).toEqual({ code: 14, message: "later", details: [{ "@type": "type.googleapis.com/google.rpc.RetryInfo", retryDelay: "2s" }] });
});

test("a fault of our own is never 500, which means that the data is dropped, and the next request is served", async () => {
  next = new Error("fault");
  const response = await post("x", { "content-type": PROTOBUF });
  expect([response.status, response.headers.get("retry-after")]).toEqual([503, "5"]);
  next = taken;
  expect((await post("x", { "content-type": PROTOBUF })).status).toBe(200);
});

test("an answer stays small, whatever it has to say", async () => {
  next = { kind: "taken", rejected: 1, message: "\u{1f600}".repeat(5_000_000) };
  const answer = await (await post("x", { "content-type": PROTOBUF })).arrayBuffer();
  expect(answer.byteLength).toBeLessThan(20_000);
  next = { kind: "refused", status: 400, message: "x".repeat(5_000_000) };
  expect((await (await post("x", { "content-type": JSON_TYPE })).text()).length).toBeLessThan(20_000);
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
  ["GET", "/metrics", 200],
  ["POST", "/metrics", 405],
  ["GET", "/metrics/..%2fhealthz", 404],
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
  expect(requests).toHaveLength(1);
});

test.each([
  ["the page of another name", "/metrics", { host: "evil.example" }, 421],
  ["the page of no name", "/healthz", { host: "" }, 421],
  ["a web page under another name that sends spans", "/v1/traces", { host: "evil.example", origin: "http://evil.example" }, 421],
  ["an exporter that knows us by another name", "/v1/traces", { host: "host.docker.internal:4318" }, 200],
])("%s is answered %s %j %i", async (_, path, headers, status) => {
  const isExport = path === "/v1/traces";
  const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`).join("");
  const answer = await talk(`${isExport ? "POST" : "GET"} ${path} HTTP/1.1\r\n${head}Content-Type: application/json\r\nContent-Length: ${isExport ? 2 : 0}\r\nConnection: close\r\n\r\n${isExport ? "{}" : ""}`);
  expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect(answer).not.toMatch(/seamscope_|"ok"/);
});

/** Sends bytes as they are, and returns all that is answered until the other side closes. */
function talk(bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = "";
    const socket = connect(receiver.port, "127.0.0.1", () => socket.write(bytes));
    socket.on("data", (data: Buffer) => (answer += data.toString("latin1"))).on("error", reject).on("close", () => resolve(answer));
  });
}

test("a second receiver on one of the ports says so, and leaves the other port free", async () => {
  await expect(startReceiver({ ...OPTIONS, port: receiver.port })).rejects.toThrow("EADDRINUSE");
  await expect(startReceiver({ ...OPTIONS, grpcPort: receiver.grpcPort })).rejects.toThrow("EADDRINUSE");
});
