import { createServer, STATUS_CODES, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { listen } from "../listen.ts";
import type { Listening } from "../receiver-options.ts";
import type { Reply } from "./encode-answer.ts";
import { replyTo, replyToFault, signalOf, type RouteOptions } from "./routes.ts";

const CLOSE_WITHIN_MS = 5000;
/** Beyond this the system's own queue of connections fills, and senders wait. */
const CONNECTIONS_MAX = 4096;
/** What cannot be read as HTTP, by Node's code for it: a status that says why. All other codes are 400. */
const UNREADABLE: Readonly<Record<string, number>> = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408, HPE_CHUNK_EXTENSIONS_OVERFLOW: 413 };

/** Listens for OTLP/HTTP; rejects when it cannot, for example because the port is in use. Bad input never gets beyond its answer. */
export async function serveHttp(options: RouteOptions & { port: number }): Promise<Listening> {
  const { requestMsMax } = options;
  const timeouts = { headersTimeout: Math.min(10_000, requestMsMax), requestTimeout: requestMsMax, connectionsCheckingInterval: 1000, keepAliveTimeout: 65_000 };
  const server = createServer(timeouts, (request, response) => {
    response.on("close", () => {
      if (!server.listening) server.closeIdleConnections();
    });
    void answer(request, response, options);
  });
  server.maxConnections = CONNECTIONS_MAX;
  server.on("clientError", (error: NodeJS.ErrnoException, socket) => turnAway(error, socket, options));
  const port = await listen(server, options);
  return { port, close: () => close(server) };
}

async function answer(request: IncomingMessage, response: ServerResponse, options: RouteOptions): Promise<void> {
  const startedAt = performance.now();
  const reply = await replyTo(request, options).catch((error: unknown) => {
    if (!request.destroyed) options.log(`could not answer ${request.method} ${request.url}: ${String(error)}`);
    return replyToFault(request);
  });
  if (!response.destroyed) send(response, reply);
  const code = response.destroyed ? "gone" : String(reply.status);
  options.served({ signal: signalOf(request.url) ?? "none", transport: "http", code, seconds: (performance.now() - startedAt) / 1000 });
  if (!request.complete) discardRest(request, options.bodyBytesMax);
}

/**
 * Throws away what is left of a body that was refused unread, so that a sender that writes first and reads then gets to read
 * the answer; who sends another `bytesMax` for nothing is cut off.
 */
function discardRest(request: IncomingMessage, bytesMax: number): void {
  let left = bytesMax;
  request.on("data", (piece: Buffer) => {
    left -= piece.length;
    if (left < 0) request.destroy();
  });
  request.resume();
}

function send(response: ServerResponse, { status, headers, body }: Reply): void {
  response.writeHead(status, { ...headers, "content-length": Buffer.byteLength(body) }).end(body);
}

/** What is no HTTP, has too large headers or comes too slowly is told so, as far as it still listens, and cut off. */
function turnAway(error: NodeJS.ErrnoException, socket: Duplex, { log, served }: RouteOptions): void {
  const status = UNREADABLE[error.code ?? ""] ?? 400;
  if (error.code === "HPE_PAUSED_H2_UPGRADE") log("a gRPC client spoke to the port of OTLP/HTTP: OTLP/gRPC has a port of its own, 4317 by default");
  if (!socket.writable || error.code === "ECONNRESET") {
    socket.destroy();
    return;
  }
  served({ signal: "none", transport: "http", code: String(status), seconds: 0 });
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () => socket.destroy());
}

async function close(server: Server): Promise<void> {
  const impatience = setTimeout(() => server.closeAllConnections(), CLOSE_WITHIN_MS);
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
  clearTimeout(impatience);
}
