import { createServer, type IncomingHttpHeaders } from "node:http";

/** One request of an exporter, as it came in. */
export interface RecordedRequest {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: unknown;
}

/** A running receiver: where exporters send to, what they have sent, and how to end it. */
export interface Receiver {
  url: string;
  requests: RecordedRequest[];
  stop(): Promise<void>;
}

const KEPT_HEADERS = ["content-type", "user-agent"];

/** The smallest OTLP/HTTP receiver that exporters accept: keeps every JSON body and answers `{}`. Loopback only. */
export async function receiveOtlp(port: number): Promise<Receiver> {
  const requests: RecordedRequest[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body: unknown = JSON.parse(Buffer.concat(chunks).toString("utf8"));
      requests.push({ method: request.method ?? "", path: request.url ?? "", headers: keptHeaders(request.headers), body });
      response.writeHead(200, { "content-type": "application/json" }).end("{}");
    });
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const stop = () => new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
  return { url: `http://127.0.0.1:${port}`, requests, stop };
}

function keptHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(KEPT_HEADERS.flatMap((name) => {
    const value = headers[name];
    return typeof value === "string" ? [[name, value]] : [];
  }));
}
