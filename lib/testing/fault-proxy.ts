import { createServer, request as send, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** What happens to a request on its way: it passes, is never delivered, is carried out but its answer is lost, or is never heard of again. */
type Fate = "pass" | "undelivered" | "answer lost" | "hang";

/** How the database is for all requests until it changes: hung takes requests and never answers, slow carries each out after two seconds. */
type Weather = "fair" | "down" | "hung" | "slow";
const SLOW_MS = 2000;

/** An HTTP proxy in front of a ClickHouse, for tests of what happens when connections break. */
export interface FaultProxy {
  url: string;
  /** The fate of the next requests, one each; after that all pass. */
  fates: Fate[];
  weather: Weather;
  close(): Promise<void>;
}

/** Starts a proxy to `target` on a free port. */
export async function startFaultProxy(target: string): Promise<FaultProxy> {
  const server = createServer((request, response) => void meetWeather(proxy.weather, request, () => forward(request, response, target, proxy.fates.shift() ?? "pass")));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address: AddressInfo | string | null = server.address();
  if (typeof address !== "object" || address === null) throw new Error("the proxy has no port");
  const proxy: FaultProxy = {
    url: `http://127.0.0.1:${address.port}`,
    fates: [],
    weather: "fair",
    close: () => new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
  return proxy;
}

async function meetWeather(weather: Weather, request: IncomingMessage, goOn: () => Promise<void>): Promise<void> {
  if (weather === "hung") return;
  if (weather === "down") {
    request.socket.destroy();
    return;
  }
  if (weather === "slow") await sleep(SLOW_MS);
  await goOn();
}

async function forward(request: IncomingMessage, response: ServerResponse, target: string, fate: Fate): Promise<void> {
  const body = Buffer.concat(await request.toArray());
  if (fate === "hang") return;
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
