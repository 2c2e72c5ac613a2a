import { Agent, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { credentials, makeGenericClientConstructor, status } from "@grpc/grpc-js";

/** Sends one body; true when it was taken, false when it is to be sent again. Rejects on any other answer. */
type Send = (body: Uint8Array) => Promise<boolean>;

/** How a load gets to its collector. */
export interface Sender {
  send: Send;
  close(): void;
}

const AGAIN_AFTER_MS = 100;

/**
 * Sends each body as a request, up to `connections` at once and again when it was not taken, and returns how long each waited until
 * it was (ms). With `everyMs` the n-th is due n times that after the start, and its wait counts from when it was due.
 */
export async function sendBodies(send: Send, bodies: readonly Uint8Array[], options: { connections: number; everyMs?: number }): Promise<number[]> {
  const waits: number[] = [];
  const startedAt = performance.now();
  let next = 0;
  const sendNext = async (): Promise<void> => {
    for (let index = next++; index < bodies.length; index = next++) {
      const dueAt = options.everyMs === undefined ? performance.now() : startedAt + options.everyMs * index;
      await sleep(Math.max(0, dueAt - performance.now()));
      while (!(await send(bodies[index] ?? new Uint8Array()))) await sleep(AGAIN_AFTER_MS);
      waits.push(performance.now() - dueAt);
    }
  };
  await Promise.all(Array.from({ length: options.connections }, sendNext));
  return waits;
}

/** OTLP/HTTP over kept connections. */
export function httpSender(url: string, { gzip }: { gzip: boolean }): Sender {
  const agent = new Agent({ keepAlive: true });
  const encoding = gzip ? { "content-encoding": "gzip" } : {};
  const send: Send = (body) => new Promise((resolve, reject) => {
    const headers = { "content-type": "application/x-protobuf", "content-length": body.length, ...encoding };
    const sending = request(url, { method: "POST", agent, headers }, (response) => {
      response.resume().on("end", () => {
        if ([200, 429, 503].includes(response.statusCode ?? 0)) resolve(response.statusCode === 200);
        else reject(new Error(`expected 200, found ${response.statusCode}`));
      });
    });
    sending.on("error", reject).end(body);
  });
  return { send, close: () => agent.destroy() };
}

const pass = (bytes: Buffer): Buffer => bytes;
const Client = makeGenericClientConstructor(
  { export: { path: "/opentelemetry.proto.collector.trace.v1.TraceService/Export", requestStream: false, responseStream: false, requestSerialize: pass, requestDeserialize: pass, responseSerialize: pass, responseDeserialize: pass } },
  "TraceService",
);

/** OTLP/gRPC over one connection, as exporters do. */
export function grpcSender(address: string): Sender {
  const client = new Client(address, credentials.createInsecure());
  const send: Send = (body) => new Promise((resolve, reject) => {
    client.makeUnaryRequest("/opentelemetry.proto.collector.trace.v1.TraceService/Export", pass, pass, Buffer.from(body.buffer, body.byteOffset, body.length), (error) => {
      if (error === null) resolve(true);
      else if (error.code === status.UNAVAILABLE) resolve(false);
      else reject(error);
    });
  });
  return { send, close: () => client.close() };
}
