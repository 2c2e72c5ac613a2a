import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { replyTo, replyToFault, type Reply, type RouteOptions } from "./routes.ts";

// Who sends its headers or its body too slowly is answered 408 and cut off.
const TIMEOUTS = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 2000,
  keepAliveTimeout: 65_000,
};
const CLOSE_WITHIN_MS = 5000;

/** Where the receiver listens, besides what its routes need; port 0 lets the system choose. */
export interface ReceiverOptions extends RouteOptions {
  host: string;
  port: number;
  log: (line: string) => void;
}

/** A running receiver; `close` takes no more connections and waits a few seconds for the requests under way. */
export interface Receiver {
  port: number;
  close: () => Promise<void>;
}

/** Listens for OTLP/HTTP; rejects when it cannot, for example because the port is in use. Bad input never gets beyond its answer. */
export async function startReceiver(options: ReceiverOptions): Promise<Receiver> {
  const server = createServer(
    TIMEOUTS,
    (request, response) => {
      response.on("close", () => {
        if (!server.listening) server.closeIdleConnections();
      });
      void answer(request, response, options);
    },
  );
  const port = await listen(server, options);
  return { port, close: () => close(server) };
}

async function answer(request: IncomingMessage, response: ServerResponse, options: ReceiverOptions): Promise<void> {
  try {
    send(response, await replyTo(request, options));
  } catch (error) {
    if (!request.destroyed) options.log(`could not answer ${request.method} ${request.url}: ${String(error)}`);
    if (!response.headersSent) send(response, replyToFault(request));
  }
  // What is left of a body that was refused unread is thrown away, so that the sender gets to read the answer.
  request.resume();
}

function send(response: ServerResponse, { status, headers, body }: Reply): void {
  response.writeHead(status, { ...headers, "content-length": Buffer.byteLength(body) }).end(body);
}

async function listen(server: Server, { host, port }: ReceiverOptions): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
  const address: string | AddressInfo | null = server.address();
  return typeof address === "object" && address !== null ? address.port : port;
}

async function close(server: Server): Promise<void> {
  const impatience = setTimeout(() => server.closeAllConnections(), CLOSE_WITHIN_MS);
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
  clearTimeout(impatience);
}
