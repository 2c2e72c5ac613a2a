import { createServer, type Http2Server, type ServerHttp2Session } from "node:http2";
import { listen } from "../listen.ts";
import type { Listening, Transport } from "../receiver-options.ts";
import { answerCall } from "./answer-call.ts";

const CLOSE_WITHIN_MS = 5000;
const CONNECTIONS_MAX = 4096;
/** A connection on which nothing happens is closed; clients open another when they need it. */
const IDLE_MS_MAX = 65_000;

const SETTINGS = {
  maxConcurrentStreams: 128,
  // Large batches arrive without waiting for leave every 64 KiB; what comes is counted by the budget at once.
  initialWindowSize: 1024 * 1024,
};

/**
 * Listens for OTLP/gRPC in cleartext; rejects when it cannot. Written on Node's HTTP/2 rather than on a gRPC library, because
 * bodies have to be counted while they arrive and go on compressed (docs/decisions/0018-grpc-on-nodes-http2.md).
 */
export async function serveGrpc(transport: Transport & { port: number }): Promise<Listening> {
  const sessions = new Set<ServerHttp2Session>();
  const server = createServer({ settings: SETTINGS });
  server.maxConnections = CONNECTIONS_MAX;
  server.on("session", (session) => {
    sessions.add(session);
    session.setTimeout(IDLE_MS_MAX, () => session.close());
    session.once("close", () => sessions.delete(session));
    session.on("error", (error) => explain(error, transport));
  });
  server.on("sessionError", () => undefined); // told by the session itself
  server.on("stream", (stream, headers) => {
    stream.on("error", () => undefined); // the call learns of it by the stream's close
    void answerCall(stream, headers, transport);
  });
  const port = await listen(server, transport);
  return { port, close: () => close(server, sessions) };
}

function explain(error: NodeJS.ErrnoException, { log }: Transport): void {
  if (error.code === "ERR_HTTP2_ERROR" && /magic/i.test(error.message)) log("a client spoke something else than HTTP/2 to the port of OTLP/gRPC: OTLP/HTTP has a port of its own, 4318 by default");
}

/** Tells all clients that no more calls are taken, waits for those under way, and cuts off the last after a few seconds. */
async function close(server: Http2Server, sessions: ReadonlySet<ServerHttp2Session>): Promise<void> {
  const impatience = setTimeout(() => sessions.forEach((session) => session.destroy()), CLOSE_WITHIN_MS);
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    for (const session of sessions) session.close();
  });
  clearTimeout(impatience);
}
