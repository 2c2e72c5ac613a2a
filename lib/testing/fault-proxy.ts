import { createServer, request as send, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What happens to a request on its way: it passes, is never delivered, or is carried out but its answer is lost. */
type Fate = "pass" | "undelivered" | "answer lost";

/** An HTTP proxy in front of a ClickHouse, for tests of what happens when connections break. */
export interface FaultProxy {
  url: string;
  /** The fate of the next requests, one each; after that all pass. */
  fates: Fate[];
  close(): Promise<void>;
}

/** Starts a proxy to `target` on a free port. */
export async function startFaultProxy(target: string): Promise<FaultProxy> {
  const fates: Fate[] = [];
  const server = createServer((request, response) => void forward(request, response, target, fates.shift() ?? "pass"));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address: AddressInfo | string | null = server.address();
  if (typeof address !== "object" || address === null) throw new Error("the proxy has no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    fates,
    close: () => new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
}

async function forward(request: IncomingMessage, response: ServerResponse, target: string, fate: Fate): Promise<void> {
  const body = Buffer.concat(await request.toArray());
  if (fate === "undelivered") {
    request.socket.destroy();
    return;
  }
  const { method, headers, url } = request;
  const onward = send(new URL(url ?? "/", target), { method, headers }, (answer) => {
    if (fate === "pass") {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
      return;
    }
    answer.resume().on("end", () => request.socket.destroy());
  });
  onward.on("error", () => request.socket.destroy());
  onward.end(body);
}
