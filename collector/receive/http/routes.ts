import type { IncomingMessage } from "node:http";
import type { Answer, Signal } from "../answer.ts";
import { FAULT, turnedAway } from "../turn-away.ts";
import { ACCEPTED_ENCODINGS, contentEncodingOf, encodingOf, type Encoding } from "../encoding.ts";
import type { Transport } from "../receiver-options.ts";
import { encodeAnswer, type Reply } from "./encode-answer.ts";
import { readBody } from "./read-body.ts";

const WELCOME = `Seamscope takes OpenTelemetry on this port: POST /v1/traces and /v1/logs (OTLP/HTTP, protobuf or JSON; ${ACCEPTED_ENCODINGS}).
GET /healthz says how it is doing, GET /metrics what it counts. OTLP/gRPC is on another port, 4317 by default, the dashboard on 3000.
`;
const SIGNALS: ReadonlyMap<string, Signal> = new Map([["/v1/traces", "traces"], ["/v1/logs", "logs"]]);

/** What is served beside export requests: `health` as JSON, `metrics` as Prometheus reads them. Both only under our own name. */
export interface RouteOptions extends Transport {
  health: () => Promise<{ ok: boolean; report: object }>;
  metrics: () => Promise<{ contentType: string; text: string }>;
  /** Whether a `Host` header names this machine. Web pages that let a name of theirs point to it (DNS rebinding) send that one. */
  isOwnHost: (host: string | null) => boolean;
}

/** The signal whose export requests are sent to that path. */
export const signalOf = (url: string | undefined): Signal | undefined => SIGNALS.get(pathOf(url));

/** The reply to any request; rejects only when the connection breaks or on a fault of our own. */
export async function replyTo(request: IncomingMessage, options: RouteOptions): Promise<Reply> {
  const signal = signalOf(request.url);
  const isOwn = options.isOwnHost(request.headers.host ?? null);
  if (signal === undefined) return isOwn ? look(request, options) : misdirected();
  // Exporters send no Origin; a page that does is ours or somebody's under a borrowed name.
  return isOwn || request.headers.origin === undefined ? takeExport(request, signal, options) : misdirected();
}

async function look(request: IncomingMessage, { health, metrics }: RouteOptions): Promise<Reply> {
  const path = pathOf(request.url);
  if (path !== "/" && path !== "/healthz" && path !== "/metrics") {
    return refuse(request, { status: 404, message: "nothing is here: traces go to /v1/traces, logs to /v1/logs, and metrics are not taken" });
  }
  if (request.method !== "GET" && request.method !== "HEAD") {
    return path === "/" ? refuse(request, { status: 404, message: "expected the path /v1/traces or /v1/logs, found /" }) : refuseMethod(request, "GET, HEAD");
  }
  if (path === "/") return { status: 200, headers: { "content-type": "text/plain; charset=utf-8" }, body: WELCOME };
  if (path === "/metrics") {
    const { contentType, text } = await metrics();
    return { status: 200, headers: { "content-type": contentType }, body: text };
  }
  const { ok, report } = await health();
  return { status: ok ? 200 : 503, headers: { "content-type": "application/json" }, body: `${JSON.stringify(report)}\n` };
}

async function takeExport(request: IncomingMessage, signal: Signal, options: RouteOptions): Promise<Reply> {
  if (request.method !== "POST") return refuseMethod(request, "POST");
  const encoding = encodingOf(request.headers["content-type"]);
  if (encoding === undefined) {
    const message = `expected Content-Type application/x-protobuf or application/json, found ${JSON.stringify(request.headers["content-type"] ?? "")}`;
    options.complain(turnedAway(signal, message));
    return refuse(request, { status: 415, message });
  }
  return encodeAnswer(await takeBody(request, signal, encoding, options), encoding, signal);
}

async function takeBody(request: IncomingMessage, signal: Signal, encoding: Encoding, options: RouteOptions): Promise<Answer> {
  const contentEncoding = contentEncodingOf(request.headers["content-encoding"]);
  if (contentEncoding === undefined) {
    const message = `expected as Content-Encoding one of ${ACCEPTED_ENCODINGS}, found ${JSON.stringify(request.headers["content-encoding"])}`;
    options.complain(turnedAway(signal, message));
    return { kind: "refused", status: 415, message };
  }
  const { bodyBytesMax: bytesMax, budget } = options;
  const share = budget.open();
  try {
    const body = await readBody(request, { bytesMax, budget, share });
    if (body.kind === "body") return await options.take({ signal, encoding, contentEncoding, body: body.bytes });
    options.complain(turnedAway(signal, body.message));
    return body;
  } finally {
    share.release();
  }
}

/** The reply when we ourselves failed. */
export const replyToFault = (request: IncomingMessage): Reply => replyWith(request, FAULT);

function refuseMethod(request: IncomingMessage, allow: string): Reply {
  return refuse(request, { status: 405, message: `expected ${allow}, found ${request.method}`, allow });
}

function refuse(request: IncomingMessage, refusal: Omit<Extract<Answer, { kind: "refused" }>, "kind">): Reply {
  return replyWith(request, { kind: "refused", ...refusal });
}

/** The signal matters to what was taken only; all other answers read the same. */
const replyWith = (request: IncomingMessage, answer: Answer): Reply => encodeAnswer(answer, encodingOf(request.headers["content-type"]) ?? "json", "traces");

function misdirected(): Reply {
  return { status: 421, headers: { "content-type": "text/plain; charset=utf-8" }, body: "Cannot answer under this host name: expected localhost, 127.0.0.1 or [::1]\n" };
}

const pathOf = (url: string | undefined): string => url?.split("?", 1)[0] ?? "";
