import type { LookupAddress } from "node:dns";
import { request as httpRequest, type ClientRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import type { LookupFunction } from "node:net";
import type { OutboundPolicy } from "./policy.ts";
import { type Resolve, resolveAllowed, resolveBySystem } from "./resolve.ts";

/** More of an answer is not read: services say in a line what they did not like. */
const ANSWER_BYTES_MAX = 16 * 1024;

/** A request to somewhere that a person named. */
export interface OutboundRequest {
  policy: OutboundPolicy;
  url: string;
  method: "POST";
  headers: Readonly<Record<string, string>>;
  body: string;
  /** For all of it: resolving, connecting, sending, reading the answer. */
  withinMs: number;
  signal?: AbortSignal;
  resolve?: Resolve;
}

/** What came of it: an answer, whatever its status; `refused` by the policy; or none. */
export type Outbound = { kind: "answered"; status: number; text: string; retryAfter: string | undefined } | { kind: "refused" | "failed"; message: string };

/**
 * Sends a request, to no other addresses than those that were resolved and judged a moment before. Redirects are not followed: their
 * target was never checked, and what is secret in headers must not go there. Never rejects.
 */
export async function sendRequest({ policy, url, method, headers, body, withinMs, signal, resolve = resolveBySystem }: OutboundRequest): Promise<Outbound> {
  const target = new URL(url);
  const timeout = AbortSignal.timeout(withinMs);
  const resolved = await resolveAllowed(policy, target, resolve);
  if (resolved.kind !== "allowed") return { kind: resolved.kind === "refused" ? "refused" : "failed", message: resolved.message };
  const ended = signal === undefined ? timeout : AbortSignal.any([timeout, signal]);
  const send = target.protocol === "https:" ? httpsRequest : httpRequest;
  try {
    const request = send(target, { method, headers: { ...headers, "content-length": String(Buffer.byteLength(body)) }, agent: false, lookup: pinned(resolved.addresses), signal: ended });
    const response = await answerTo(request, body);
    return { kind: "answered", status: response.statusCode ?? 0, text: await startOf(response), retryAfter: response.headers["retry-after"] };
  } catch (error) {
    return { kind: "failed", message: timeout.aborted ? `no answer within ${withinMs / 1000} s` : errorText(error) };
  }
}

/** Gives the addresses that were judged, whatever the name would resolve to by now. */
const pinned = (addresses: readonly LookupAddress[]): LookupFunction => (_, options, callback) => {
  const [first] = addresses;
  if (options.all === true) callback(null, [...addresses]);
  else callback(null, first?.address ?? "", first?.family);
};

const answerTo = (request: ClientRequest, body: string): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    request.once("response", resolve);
    request.on("error", reject);
    request.end(body);
  });

async function startOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response) {
    const part = Buffer.from(chunk);
    chunks.push(part);
    bytes += part.length;
    if (bytes >= ANSWER_BYTES_MAX) break;
  }
  return Buffer.concat(chunks).subarray(0, ANSWER_BYTES_MAX).toString("utf8");
}

/** Several addresses that all failed are told as one error without a message of its own. */
export function errorText(error: unknown): string {
  if (error instanceof AggregateError && error.message === "") return error.errors.map(errorText).join("; ");
  return error instanceof Error ? error.message : String(error);
}
