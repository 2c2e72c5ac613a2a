import { deflateSync, brotliCompressSync, gzipSync } from "node:zlib";
import { Client, credentials, status, type ServiceError } from "@grpc/grpc-js";
import { afterAll, beforeAll, expect, test } from "vitest";
import { freshDatabase, type FreshDatabase } from "@/lib/testing/fresh-database.ts";
import { makeSpan } from "@/lib/testing/make-span.ts";
import { otlpProtobuf } from "@/lib/testing/otlp-protobuf.ts";
import { rawConnection, statusesIn } from "@/lib/testing/raw-http.ts";
import { type CollectorProcess, memoryMiB, runCollector } from "@/lib/testing/run-collector.ts";

const BODY_BYTES_MAX = 16 * 1024 * 1024;
/**
 * Far below what a sender that is believed could make it: a bomb of ours unpacks to a gibibyte. Bodies under way may hold 128 MiB, and
 * memory that was given back is not taken anew at once.
 */
const GROWTH_MIB_MAX = 256;
const PROTOBUF = { "content-type": "application/x-protobuf" };
const GZIP = { ...PROTOBUF, "content-encoding": "gzip" };

let fresh: FreshDatabase;
let collector: CollectorProcess;
let restingMiB = 0;
let spans = 0;

beforeAll(async () => {
  fresh = await freshDatabase();
  const { CLICKHOUSE_URL = "", CLICKHOUSE_USER, CLICKHOUSE_PASSWORD, CLICKHOUSE_DATABASE } = fresh.config;
  collector = await runCollector({ CLICKHOUSE_URL, CLICKHOUSE_USER, CLICKHOUSE_PASSWORD, CLICKHOUSE_DATABASE, SEAMSCOPE_BODY_BYTES_MAX: String(BODY_BYTES_MAX) });
  // An ordinary large request first: what that costs is not to be blamed on the others.
  await post(otlpProtobuf([makeSpan({ name: "x".repeat(8_000_000) })]), PROTOBUF);
  restingMiB = mostMiB();
});
afterAll(async () => {
  await collector.stop();
  await fresh.dispose();
});

const mostMiB = (): number => memoryMiB(collector.pid)?.most ?? 0;

function post(body: BodyInit, headers: Record<string, string>): Promise<Response> {
  return fetch(`http://127.0.0.1:${collector.port}/v1/traces`, { method: "POST", body, headers });
}

/** A request of one span that nobody has sent before. */
function goodRequest(): Uint8Array<ArrayBuffer> {
  spans += 1;
  return otlpProtobuf([makeSpan({ traceId: spans.toString(16).padStart(32, "0") })]);
}

/** What must hold after anything that was sent: alive, small, and the next good request is taken, by both ways in. */
async function expectUnharmed(): Promise<void> {
  expect(collector.isAlive()).toBe(true);
  expect(mostMiB() - restingMiB).toBeLessThan(GROWTH_MIB_MAX);
  expect((await post(goodRequest(), PROTOBUF)).status).toBe(200);
  expect((await call(Buffer.from(goodRequest()))).code).toBe(status.OK);
}

const asIs = (bytes: Buffer): Buffer => bytes;

interface Ended {
  code: number;
  mayRetry: boolean;
}

function call(message: Buffer, options: Record<string, number> = {}): Promise<Ended> {
  const client = new Client(`127.0.0.1:${collector.grpcPort}`, credentials.createInsecure(), { "grpc.use_local_subchannel_pool": 1, ...options });
  return new Promise((resolve) => {
    client.makeUnaryRequest("/opentelemetry.proto.collector.trace.v1.TraceService/Export", asIs, asIs, message, (error: ServiceError | null) => {
      client.close();
      const hasDetails = (error?.metadata.get("grpc-status-details-bin").length ?? 0) > 0;
      resolve({ code: error?.code ?? status.OK, mayRetry: error?.code === status.UNAVAILABLE || (error?.code === status.RESOURCE_EXHAUSTED && hasDetails) });
    });
  });
}

test("gzip of several members is one body", async () => {
  const body = goodRequest();
  const members = [body.subarray(0, 20), body.subarray(20)].map((part) => gzipSync(part));
  expect((await post(Buffer.concat(members), GZIP)).status).toBe(200);
});

test.each([
  ["gzip inside gzip", () => gzipSync(gzipSync(goodRequest())), GZIP, 400],
  ["gzip cut short", () => gzipSync(goodRequest()).subarray(0, -9), GZIP, 400],
  ["gzip with a bit turned", () => gzipSync(goodRequest()).map((byte, index) => (index === 15 ? byte ^ 4 : byte)), GZIP, 400],
  ["what is no gzip and says so", () => goodRequest(), GZIP, 400],
  ["gzip that does not say so", () => gzipSync(goodRequest()), PROTOBUF, 400],
  ["deflate", () => deflateSync(goodRequest()), { ...PROTOBUF, "content-encoding": "deflate" }, 415],
  ["brotli", () => brotliCompressSync(goodRequest()), { ...PROTOBUF, "content-encoding": "br" }, 415],
  ["two compressions", () => gzipSync(gzipSync(goodRequest())), { ...PROTOBUF, "content-encoding": "gzip, gzip" }, 415],
  ["an announced compression of none of these names", () => goodRequest(), { ...PROTOBUF, "content-encoding": "__proto__" }, 415],
])("%s is refused for good, in words, and costs nothing", async (_, make, headers, code) => {
  const response = await post(make(), headers);
  expect([response.status, response.headers.get("content-type")]).toEqual([code, "application/x-protobuf"]);
  expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(10);
  await expectUnharmed();
});

/** A mebibyte that unpacks to a gibibyte, and one of sixteen members that does. */
const member = gzipSync(Buffer.alloc(64 * 1024 * 1024));
const BOMBS = { "in one piece": gzipSync(Buffer.alloc(1024 * 1024 * 1024), { level: 1 }), "in sixteen members": Buffer.concat(Array.from({ length: 16 }, () => member)) };

test.each(Object.entries(BOMBS))("a bomb %s is 413, eight at once too", async (_, bomb) => {
  const answers = await Promise.all(Array.from({ length: 8 }, () => post(new Uint8Array(bomb), GZIP)));
  expect(answers.map((answer) => answer.status)).toEqual(Array.from({ length: 8 }, () => 413));
  await expectUnharmed();
});

test("a bomb by gRPC is RESOURCE_EXHAUSTED, and is not to be sent again", async () => {
  expect(await call(Buffer.alloc(256 * 1024 * 1024), { "grpc.default_compression_algorithm": 2 })).toEqual({ code: status.RESOURCE_EXHAUSTED, mayRetry: false });
  await expectUnharmed();
}, 60_000);

test("a message over the limit is refused by gRPC and HTTP alike", async () => {
  expect(await call(Buffer.alloc(BODY_BYTES_MAX + 1))).toEqual({ code: status.RESOURCE_EXHAUSTED, mayRetry: false });
  expect((await post(new Uint8Array(BODY_BYTES_MAX + 1), PROTOBUF)).status).toBe(413);
  await expectUnharmed();
});

/** Sends chunks until it is told to stop by an answer, or cut off; the answer's status, 0 when there was none. */
async function sendWithoutEnd(): Promise<number> {
  const { socket, answer, ended } = await rawConnection(collector.port);
  const chunk = Buffer.concat([Buffer.from("10000\r\n"), Buffer.alloc(0x10000), Buffer.from("\r\n")]);
  socket.write("POST /v1/traces HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-protobuf\r\nTransfer-Encoding: chunked\r\n\r\n");
  while (!socket.destroyed) {
    if (!socket.write(chunk)) await Promise.race([new Promise((resolve) => socket.once("drain", resolve)), ended]);
  }
  return statusesIn(answer())[0] ?? 0;
}

test("a body without end and without announced length is answered and cut off, twenty at once too", async () => {
  const statuses = await Promise.all(Array.from({ length: 20 }, sendWithoutEnd));
  for (const code of statuses) expect([413, 503]).toContain(code);
  await expectUnharmed();
}, 60_000);
