import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A request as a receiver of alerts got it. */
interface ReceivedRequest {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
  key: string;
}

/** How a receiver answers; one that does nothing keeps the sender waiting. */
export type Manners = (response: ServerResponse, request: ReceivedRequest) => void;

/** Something that takes alerts by HTTP, and may misbehave. */
export interface AlertReceiver {
  url: string;
  port: number;
  /** All that came, whatever was answered. */
  received: ReceivedRequest[];
  /** Keys that were answered with 2xx, as often as they were. */
  taken: string[];
  manners: Manners;
  close(): Promise<void>;
}

const answer = (status: number, text = "", headers: Record<string, string> = {}): Manners => (response) => response.writeHead(status, headers).end(text);

/** Manners that receivers of tests have. */
export const MANNERS = {
  fine: answer(200, "ok"),
  broken: answer(500, "out of order"),
  refusing: answer(400, "invalid_payload"),
  redirecting: answer(302, "", { location: "http://127.0.0.1:1/elsewhere" }),
  busy: answer(429, "slow down", { "retry-after": "1" }),
  hanging: () => undefined,
  resetting: (response: ServerResponse) => response.socket?.resetAndDestroy(),
} as const satisfies Record<string, Manners>;

/** Starts a receiver on a free port of this machine, or on the given one. */
export async function startAlertReceiver(manners: Manners = MANNERS.fine, port = 0): Promise<AlertReceiver> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { "idempotency-key": key } = request.headers;
      const got = { path: request.url ?? "", headers: request.headers, body: Buffer.concat(chunks).toString("utf8"), key: typeof key === "string" ? key : "" };
      receiver.received.push(got);
      response.on("finish", () => {
        if (response.statusCode < 300) receiver.taken.push(got.key);
      });
      receiver.manners(response, got);
    });
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const bound = portOf(server.address());
  const receiver: AlertReceiver = {
    url: `http://127.0.0.1:${bound}`,
    port: bound,
    received: [],
    taken: [],
    manners,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
  return receiver;
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === "string") throw new Error("a server on a port was expected");
  return address.port;
}
