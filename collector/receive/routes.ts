import type { IncomingMessage } from "node:http";
import { encodeAnswer, type Answer, type Signal } from "./answer.ts";
import { encodingOf, mediaTypeOf, type Encoding } from "./encoding.ts";
import { readBody } from "./read-body.ts";

const WELCOME = `Seamscope takes OpenTelemetry traces on this port: POST /v1/traces (OTLP/HTTP, protobuf or JSON, gzip or none), and POST /v1/logs.
GET /healthz says how it is doing. The dashboard is on another port, 3000 by default.
`;

/** What goes back over HTTP. */
export interface Reply {
  status: number;
  headers: Record<string, string>;
  body: Uint8Array | string;
}

/** What is given an unpacked body, and says what became of it. */
type Take = (body: Uint8Array, encoding: Encoding) => Promise<Answer>;

/** `take` is given bodies of at most `bodyBytesMax`, by signal; `health` is what /healthz reports. */
export interface RouteOptions {
  bodyBytesMax: number;
  take: Record<Signal, Take>;
  health: () => Promise<{ ok: boolean; report: object }>;
}

/** The reply to any request; rejects only when the connection breaks or on a fault of our own. */
export async function replyTo(request: IncomingMessage, options: RouteOptions): Promise<Reply> {
  const isRead = request.method === "GET" || request.method === "HEAD";
  const path = request.url?.split("?", 1)[0] ?? "";
  switch (path) {
    case "/v1/traces":
      return takeBody(request, "traces", options);
    case "/v1/logs":
      return takeBody(request, "logs", options);
    case "/healthz":
      return isRead ? health(options) : refuseMethod(request, "GET, HEAD");
    case "/":
      return isRead ? text(WELCOME) : refuse(request, 404, "expected the path /v1/traces or /v1/logs, found /");
    default:
      return refuse(request, 404, "nothing is here: traces go to /v1/traces, logs to /v1/logs, and metrics are not taken");
  }
}

async function takeBody(request: IncomingMessage, signal: Signal, { bodyBytesMax, take }: RouteOptions): Promise<Reply> {
  if (request.method !== "POST") return refuseMethod(request, "POST");
  const encoding = encodingOf(request.headers["content-type"]);
  if (encoding === undefined) {
    const found = JSON.stringify(request.headers["content-type"] ?? "");
    return refuse(request, 415, `expected Content-Type application/x-protobuf or application/json, found ${found}`);
  }
  const body = await readBody(request, bodyBytesMax);
  return reply(body.kind === "refused" ? body : await take[signal](body.bytes, encoding), encoding, signal);
}

/** The reply when we ourselves failed. It is not to be retried, since the same bytes would meet the same fault. */
export function replyToFault(request: IncomingMessage): Reply {
  return refuse(request, 500, "the collector failed on this request; its log says how");
}

function refuseMethod(request: IncomingMessage, allow: string): Reply {
  return refuse(request, 405, `expected ${allow}, found ${request.method}`, { allow });
}

function refuse(request: IncomingMessage, status: 404 | 405 | 415 | 500, message: string, rest: { allow?: string } = {}): Reply {
  const encoding = encodingOf(request.headers["content-type"]) ?? "json";
  return reply({ kind: "refused", status, message, ...rest }, encoding);
}

/** The signal matters to what was taken only; a refusal reads the same for all. */
function reply(answer: Answer, encoding: Encoding, signal: Signal = "traces"): Reply {
  const { status, headers, body } = encodeAnswer(answer, encoding, signal);
  return { status, headers: { ...headers, "content-type": mediaTypeOf(encoding) }, body };
}

async function health({ health: examine }: RouteOptions): Promise<Reply> {
  const { ok, report } = await examine();
  return { status: ok ? 200 : 503, headers: { "content-type": "application/json" }, body: `${JSON.stringify(report)}\n` };
}

function text(body: string): Reply {
  return { status: 200, headers: { "content-type": "text/plain; charset=utf-8" }, body };
}
