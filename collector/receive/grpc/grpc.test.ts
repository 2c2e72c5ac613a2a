import { Client, credentials, status, type Metadata, type ServiceError } from "@grpc/grpc-js";
import { EventEmitter, once } from "node:events";
import { connect } from "node:http2";
import { gunzipSync, gzipSync } from "node:zlib";
import { BinaryReader, WireType } from "@bufbuild/protobuf/wire";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { quietIngest } from "@/lib/testing/quiet-ingest.ts";
import type { RawRequest } from "../../prepare/prepared.ts";
import type { Answer } from "../answer.ts";
import { startReceiver, type Receiver, type ReceiverOptions } from "../receive.ts";

const BODY_BYTES_MAX = 1_000_000;
const TRACES = "/opentelemetry.proto.collector.trace.v1.TraceService/Export";
const LOGS = "/opentelemetry.proto.collector.logs.v1.LogsService/Export";
const METRICS = "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export";
const GZIP = { "grpc.default_compression_algorithm": 2 };

const taken: Answer = { kind: "taken", rejected: 0, message: "" };
let next: Answer | Error | Promise<Answer> = taken;
let requests: RawRequest[] = [];
let receiver: Receiver;
const clients: Client[] = [];

const OPTIONS: ReceiverOptions = {
  host: "127.0.0.1", port: 0, grpcPort: 0, bodyBytesMax: BODY_BYTES_MAX, bytesInFlightMax: 3_000_000, requestMsMax: 1500,
  async take(request) {
    requests.push(request);
    if (next instanceof Error) throw next;
    return next;
  },
  snapshot: quietIngest, health: async () => ({ ok: true, report: {} }), isOwnHost: () => true, complain: () => undefined, log: () => undefined,
};

beforeAll(async () => {
  receiver = await startReceiver(OPTIONS);
});
afterAll(async () => {
  for (const client of clients) client.close();
  await receiver.close();
});
beforeEach(() => {
  next = taken;
  requests = [];
});

type Reply = { code: 0; response: Buffer } | { code: number; details: string; metadata: Metadata };

const asIs = (bytes: Buffer): Buffer => bytes;

/** A call by gRPC's own client, its message as it is. */
function call(path: string, message: Uint8Array, options: Record<string, number> = {}): Promise<Reply> {
  const client = new Client(`127.0.0.1:${receiver.grpcPort}`, credentials.createInsecure(), { "grpc.use_local_subchannel_pool": 1, ...options });
  clients.push(client);
  return new Promise((resolve) => {
    client.makeUnaryRequest(path, asIs, asIs, Buffer.from(message), (error: ServiceError | null, response?: Buffer) => {
      resolve(error === null ? { code: 0, response: response ?? Buffer.alloc(0) } : { code: error.code, details: error.details, metadata: error.metadata });
    });
  });
}

const detailsOf = (reply: Reply): Buffer | undefined => {
  const [details] = "metadata" in reply ? reply.metadata.get("grpc-status-details-bin") : [];
  return details instanceof Buffer ? details : undefined;
};

test.each([
  ["traces", TRACES],
  ["logs", LOGS],
] as const)("%s are taken, and the answer is an empty response", async (signal, path) => {
  expect(await call(path, Buffer.from("body"))).toEqual({ code: 0, response: Buffer.alloc(0) });
  expect(requests).toMatchObject([{ signal, encoding: "protobuf", contentEncoding: "identity", body: new Uint8Array(Buffer.from("body")) }]);
});

test("an empty message, and one of many frames, arrive as they were sent", async () => {
  await call(TRACES, Buffer.alloc(0));
  await call(TRACES, Buffer.alloc(900_000, 7));
  expect(requests.map(({ body }) => body.length)).toEqual([0, 900_000]);
  expect(requests[1]?.body.every((byte) => byte === 7)).toBe(true);
});

test("a message that gRPC has compressed is handed on compressed, in memory of its own", async () => {
  await call(TRACES, Buffer.alloc(50_000, "x"), GZIP);
  expect(requests).toMatchObject([{ contentEncoding: "gzip" }]);
  const [{ body } = { body: new Uint8Array() }] = requests;
  expect(gunzipSync(body)).toEqual(Buffer.alloc(50_000, "x"));
  expect(body.byteLength).toBe(body.buffer.byteLength);
});

test("rejected records are told of by partial_success, under OK", async () => {
  next = { kind: "taken", rejected: 3, message: "why" };
  expect(await call(TRACES, Buffer.from("x"))).toEqual({ code: 0, response: Buffer.from([0x0a, 7, 0x08, 3, 0x12, 3, ...Buffer.from("why")]) });
});

test("what is undecodable is INVALID_ARGUMENT, and the message survives whatever is in it", async () => {
  next = { kind: "refused", status: 400, message: "name: expected UTF-8, found 100 % \u{1f600}\nügly" };
  expect(await call(TRACES, Buffer.from("x"))).toMatchObject({ code: status.INVALID_ARGUMENT, details: "name: expected UTF-8, found 100 % \u{1f600}\nügly" });
});

test.each([429, 503] as const)("busy (%i) is UNAVAILABLE with RetryInfo", async (busy) => {
  next = { kind: "busy", status: busy, retryAfterS: 7, message: "later" };
  const reply = await call(TRACES, Buffer.from("x"));
  expect(reply).toMatchObject({ code: status.UNAVAILABLE, details: "later" });
  expect(retryDelayIn(detailsOf(reply))).toBe(7n);
});

/** Seconds of the RetryInfo in a google.rpc.Status. */
function retryDelayIn(bytes: Buffer | undefined): bigint | undefined {
  const fields = fieldsOf(bytes ?? new Uint8Array());
  const any = fieldsOf(fields.get(3));
  expect(Buffer.from(any.get(1) ?? []).toString()).toBe("type.googleapis.com/google.rpc.RetryInfo");
  const duration = fieldsOf(any.get(2)).get(1);
  const reader = new BinaryReader(duration ?? new Uint8Array());
  reader.tag();
  return BigInt(reader.int64());
}

function fieldsOf(message: Uint8Array | undefined): Map<number, Uint8Array> {
  const reader = new BinaryReader(message ?? new Uint8Array());
  const fields = new Map<number, Uint8Array>();
  while (reader.pos < reader.len) {
    const [field, wireType] = reader.tag();
    if (wireType === WireType.LengthDelimited) fields.set(field, reader.bytes());
    else reader.skip(wireType, field);
  }
  return fields;
}

test("a message over the limit is RESOURCE_EXHAUSTED without RetryInfo, which means that it is not to be sent again", async () => {
  const reply = await call(TRACES, Buffer.alloc(BODY_BYTES_MAX + 1));
  expect(reply).toMatchObject({ code: status.RESOURCE_EXHAUSTED });
  expect(detailsOf(reply)).toBeUndefined();
  next = { kind: "refused", status: 413, message: "too large, unpacked" };
  const unpacked = await call(TRACES, gzipSync("x"));
  expect(unpacked).toMatchObject({ code: status.RESOURCE_EXHAUSTED, details: "too large, unpacked" });
  expect(detailsOf(unpacked)).toBeUndefined();
});

test("metrics are UNIMPLEMENTED, and so is an encoding that is not taken", async () => {
  expect(await call(METRICS, Buffer.from("x"))).toMatchObject({ code: status.UNIMPLEMENTED, details: expect.stringContaining("metrics are not") });
  expect(await call(TRACES, Buffer.alloc(5000), { "grpc.default_compression_algorithm": 1 })).toMatchObject({ code: status.UNIMPLEMENTED, details: expect.stringContaining("deflate") });
  expect(requests).toEqual([]);
});

test("a fault of our own is UNAVAILABLE, and the next call is served", async () => {
  next = new Error("fault");
  expect(await call(TRACES, Buffer.from("x"))).toMatchObject({ code: status.UNAVAILABLE });
  next = taken;
  expect(await call(TRACES, Buffer.from("x"))).toMatchObject({ code: 0 });
});

/** An answer that is given when `open` is called. */
function heldAnswer(): { answer: Promise<Answer>; open: () => void } {
  const gate = new EventEmitter();
  return { answer: once(gate, "open").then(() => taken), open: () => gate.emit("open") };
}

test("when the memory for bodies is spent, a call is asked to come again, and is taken when others are done", async () => {
  const { answer, open } = heldAnswer();
  next = answer;
  const held = Array.from({ length: 3 }, () => call(TRACES, Buffer.alloc(990_000)));
  await expect.poll(() => requests.length).toBe(3);
  expect(retryDelayIn(detailsOf(await call(TRACES, Buffer.alloc(500_000))))).toBe(1n);
  open();
  expect((await Promise.all(held)).map(({ code }) => code)).toEqual([0, 0, 0]);
  expect((await call(TRACES, Buffer.alloc(500_000))).code).toBe(0);
});

/** A call in frames of our own making; resolves with the headers of the answer, or with how the stream was reset. */
function rawCall(headers: Record<string, string>, body: Uint8Array, isEnded = true): Promise<Record<string, unknown>> {
  const session = connect(`http://127.0.0.1:${receiver.grpcPort}`);
  const stream = session.request({ ":method": "POST", ":path": TRACES, "content-type": "application/grpc", te: "trailers", ...headers }, { endStream: false });
  stream.write(body);
  if (isEnded) stream.end();
  return new Promise((resolve) => {
    stream.on("response", (answer) => {
      session.destroy();
      resolve({ ...answer });
    });
    stream.on("error", (error) => resolve({ error: error.message }));
  });
}

test.each([
  ["no message at all", Buffer.alloc(0)],
  ["a prefix cut short", Buffer.from([0, 0, 0])],
  ["a message shorter than it says", Buffer.from([0, 0, 0, 0, 9, 1])],
  ["two messages", Buffer.from([0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 1, 1])],
  ["a flag that does not exist", Buffer.from([9, 0, 0, 0, 1, 1])],
])("%s is INVALID_ARGUMENT", async (_, body) => {
  expect(await rawCall({}, body)).toMatchObject({ "grpc-status": "3" });
  expect(requests).toEqual([]);
});

test("a length that is announced and never sent is refused at once", async () => {
  expect(await rawCall({}, Buffer.from([0, 255, 255, 255, 255]), false)).toMatchObject({ "grpc-status": "8" });
});

test("a body that trickles in is cut off in time, and may be sent again", async () => {
  expect(await rawCall({}, Buffer.from([0, 0, 0, 0, 9, 1]), false)).toMatchObject({ "grpc-status": "4" });
});

test.each([
  ["another content type", { "content-type": "application/json" }, 415],
  ["another method", { ":method": "PUT" }, 405],
])("%s is answered in plain HTTP", async (_, headers, code) => {
  expect(await rawCall(headers, Buffer.alloc(0))).toMatchObject({ ":status": code });
});

test("five thousand streams at once leave the receiver serving", async () => {
  const session = connect(`http://127.0.0.1:${receiver.grpcPort}`);
  session.on("error", () => undefined);
  const ended = Array.from({ length: 5000 }, () => new Promise<void>((resolve) => {
    const stream = session.request({ ":method": "POST", ":path": TRACES, "content-type": "application/grpc" });
    stream.on("error", () => undefined).on("close", resolve).resume();
    stream.end(Buffer.from([0, 0, 0, 0, 1, 1]));
  }));
  await Promise.all(ended);
  session.destroy();
  expect(await call(TRACES, Buffer.from("x"))).toMatchObject({ code: 0 });
});

test("a stopped receiver answers the calls under way", async () => {
  const { answer, open } = heldAnswer();
  const arrived = new EventEmitter();
  const own = await startReceiver({
    ...OPTIONS,
    take() {
      arrived.emit("call");
      return answer;
    },
  });
  const session = connect(`http://127.0.0.1:${own.grpcPort}`);
  const arrival = once(arrived, "call");
  const stream = session.request({ ":method": "POST", ":path": TRACES, "content-type": "application/grpc" });
  const trailers = once(stream, "trailers");
  stream.resume().end(Buffer.from([0, 0, 0, 0, 1, 1]));
  await arrival;
  const closed = own.close();
  setTimeout(open, 100);
  const [told]: unknown[] = await trailers;
  expect(told).toMatchObject({ "grpc-status": "0" });
  await closed;
});
