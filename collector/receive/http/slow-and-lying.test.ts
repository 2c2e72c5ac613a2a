import { EventEmitter, once } from "node:events";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { quietIngest } from "@/lib/testing/quiet-ingest.ts";
import { rawConnection, rawExchange, statusesIn, type RawConnection } from "@/lib/testing/raw-http.ts";
import type { Answer } from "../answer.ts";
import { startReceiver, type Receiver } from "../receive.ts";

const HEAD = "POST /v1/traces HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";
const taken: Answer = { kind: "taken", rejected: 0, message: "" };
let bodies: string[] = [];
let held: Promise<unknown> = Promise.resolve();
let receiver: Receiver;
beforeAll(async () => {
  receiver = await startReceiver({
    host: "127.0.0.1", port: 0, grpcPort: 0, bodyBytesMax: 100_000, bytesInFlightMax: 250_000, requestMsMax: 1000,
    async take({ body }) {
      bodies.push(Buffer.from(body).toString());
      await held;
      return taken;
    },
    snapshot: quietIngest, health: async () => ({ ok: true, report: {} }), isOwnHost: () => true, complain: () => undefined, log: () => undefined,
  });
});
afterAll(() => receiver.close());
afterEach(async () => {
  held = Promise.resolve();
  bodies = [];
  // Whatever was done to it, the receiver takes the next good request.
  if ((await post("good")).status !== 200 || bodies.join() !== "good") throw new Error("the next good request was not taken");
  bodies = [];
});

const post = (body: string): Promise<Response> => fetch(`http://127.0.0.1:${receiver.port}/v1/traces`, { method: "POST", body, headers: { "content-type": "application/json" } });
const exchange = (...pieces: string[]): Promise<string> => rawExchange(receiver.port, ...pieces);

test("a body that trickles in is cut off with 408", async () => {
  const { socket, ended } = await rawConnection(receiver.port);
  socket.write(`${HEAD}Content-Length: 1000\r\n\r\n`);
  const trickle = setInterval(() => socket.write("x"), 50);
  expect(statusesIn(await ended)).toEqual([408]);
  clearInterval(trickle);
  expect(bodies).toEqual([]);
});

test("two hundred senders that never finish their headers are cut off, and others are served meanwhile", async () => {
  const slow: RawConnection[] = await Promise.all(Array.from({ length: 200 }, () => rawConnection(receiver.port)));
  for (const { socket } of slow) socket.write("POST /v1/traces HTTP/1.1\r\nHost: x\r\nX-Slow: ");
  expect((await post("meanwhile")).status).toBe(200);
  const answers = await Promise.all(slow.map(({ ended }) => ended));
  expect(new Set(answers.flatMap(statusesIn))).toEqual(new Set([408]));
});

test("a length that is announced and not kept stores nothing", async () => {
  const { socket, ended } = await rawConnection(receiver.port);
  socket.end(`${HEAD}Content-Length: 1000\r\n\r\nshort`);
  await ended;
  expect(bodies).toEqual([]);
});

test("what comes after the announced length is no part of the body", async () => {
  expect(statusesIn(await exchange(`${HEAD}Content-Length: 2\r\n\r\n{}and more that is no request\r\n\r\n`)).at(-1)).toBe(400);
  expect(bodies).toEqual(["{}"]);
});

test.each([
  ["headers of 100 kB", `${HEAD}X: ${"x".repeat(100_000)}\r\n\r\n`, 431],
  ["two transfer encodings", `${HEAD}Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n`, 400],
  ["a length and a transfer encoding", `${HEAD}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`, 400],
  ["two lengths", `${HEAD}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}`, 400],
  ["a chunk with a size that is no number", `${HEAD}Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n`, 400],
  ["a header without end", `GET / HTTP/1.1\r\nHost : x\r\n\r\n`, 400],
  ["gRPC on the port of HTTP", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400],
  ["TLS where there is none", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 400],
])("%s is refused and cut off", async (_, bytes, status) => {
  expect(statusesIn(await exchange(bytes))).toEqual([status]);
  expect(bodies).toEqual([]);
});

test("a wish for a WebSocket is a request like any other", async () => {
  const answer = await exchange("GET /v1/traces HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, close\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
  expect(statusesIn(answer)).toEqual([405]);
});

test("requests sent without waiting for answers are all answered", async () => {
  const requests = Array.from({ length: 300 }, (_, index) => `${HEAD}Content-Length: 3\r\n${index === 299 ? "Connection: close\r\n" : ""}\r\n${String(index).padStart(3, "0")}`);
  expect(statusesIn(await exchange(requests.join("")))).toEqual(Array.from({ length: 300 }, () => 200));
  expect(bodies.toSorted()).toEqual(Array.from({ length: 300 }, (_, index) => String(index).padStart(3, "0")));
});

test("a body in chunks of a byte, with no length announced, arrives whole", async () => {
  const chunks = Array.from("{\"a\":1}", (character) => `1\r\n${character}\r\n`);
  expect(statusesIn(await exchange(`${HEAD}Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n`, ...chunks, "0\r\n\r\n"))).toEqual([200]);
  expect(bodies).toEqual(['{"a":1}']);
});

test("when the memory for bodies is spent, a request is asked to come again and hears so, and is taken when others are done", async () => {
  const gate = new EventEmitter();
  held = once(gate, "open");
  const waiting = ["a", "b"].map((letter) => post(letter.repeat(100_000)));
  await expect.poll(() => bodies.length).toBe(2);
  const announced = await post("c".repeat(90_000));
  expect([announced.status, announced.headers.get("retry-after")]).toEqual([503, "1"]);
  const unannounced = await exchange(`${HEAD}Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n`, `${(90_000).toString(16)}\r\n${"d".repeat(90_000)}\r\n0\r\n\r\n`);
  expect([statusesIn(unannounced), unannounced.toLowerCase()]).toEqual([[503], expect.stringContaining("retry-after: 1")]);
  gate.emit("open");
  expect((await Promise.all(waiting)).map(({ status }) => status)).toEqual([200, 200]);
  expect((await post("c".repeat(90_000))).status).toBe(200);
});

test("a sender that leaves while its body is read gives its memory back", async () => {
  for (let times = 0; times < 10; times += 1) {
    const { socket, ended } = await rawConnection(receiver.port);
    socket.write(`${HEAD}Content-Length: 90000\r\n\r\n${"x".repeat(80_000)}`, () => socket.resetAndDestroy());
    await ended;
  }
  await expect.poll(async () => (await fetch(`http://127.0.0.1:${receiver.port}/metrics`)).text()).toMatch(/^seamscope_receive_bytes 0$/m);
});

test("how requests end is counted, those included that were cut off", async () => {
  const text = await (await fetch(`http://127.0.0.1:${receiver.port}/metrics`)).text();
  for (const code of ["200", "400", "408", "431", "503", "gone"]) expect(text).toMatch(new RegExp(`^seamscope_request_duration_seconds_count\\{.*code="${code}"\\} [1-9]`, "m"));
});
