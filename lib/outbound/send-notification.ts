import { toMail } from "@/lib/alerts/render/mail.ts";
import { type Notification, toPayload } from "@/lib/alerts/render/payload.ts";
import { render } from "@/lib/alerts/render/render.ts";
import type { RenderedRequest } from "@/lib/alerts/render/rendered.ts";
import { oneLine } from "@/lib/alerts/render/short-text.ts";
import type { ChannelDraft } from "@/lib/model/alert-channel.ts";
import type { OutboundPolicy } from "./policy.ts";
import type { Resolve } from "./resolve.ts";
import { sendMail } from "./send-mail.ts";
import { type Outbound, sendRequest } from "./send-request.ts";
import { signatureHeaders } from "./signature.ts";

/** So long one attempt may take, from the name's resolution to the answer. */
const ATTEMPT_WITHIN_MS = 10_000;
const ERROR_CHARS_MAX = 300;
/** Answers of 4xx that ask for another try: request timeout, too early, too many requests. */
const TRY_AGAIN = new Set([408, 425, 429]);

/** What an attempt works with. */
export interface Way {
  policy: OutboundPolicy;
  /** Unix milliseconds. */
  now: () => number;
  signal?: AbortSignal;
  resolve?: Resolve;
  withinMs?: number;
}

/** How one attempt went. `refused`: the receiver, or our policy, says no; `failed`: it may be well the next time. */
export interface Attempt {
  outcome: "delivered" | "refused" | "failed";
  status: number | null;
  /** Empty when all of it was delivered. */
  error: string;
  /** The receiver's header, as it came. */
  retryAfter: string | undefined;
}

/** Sends a notification to a channel, once. Never rejects. */
export async function sendNotification(channel: ChannelDraft, notification: Notification, way: Way): Promise<Attempt> {
  if (channel.type === "email") return sendByMail(channel, notification, way);
  let last: Attempt = { outcome: "failed", status: null, error: "nothing was sent", retryAfter: undefined };
  for (const request of render(channel, notification, way.now())) {
    last = await sendRendered(request, { key: notification.key, secret: channel.type === "webhook" ? channel.secret : undefined }, way);
    if (last.outcome !== "delivered") break;
  }
  return last;
}

/** Sends one request that was rendered, under its idempotency key. */
export async function sendRendered({ url, headers, body }: RenderedRequest, { key, secret }: { key: string; secret?: string | undefined }, { policy, now, signal, resolve, withinMs = ATTEMPT_WITHIN_MS }: Way): Promise<Attempt> {
  const signed = secret === undefined ? {} : signatureHeaders(secret, body, now());
  const own = { "user-agent": "Seamscope", "idempotency-key": key, ...signed };
  return attemptOf(await sendRequest({ policy, url, method: "POST", headers: { ...headers, ...own }, body, withinMs, ...(signal === undefined ? {} : { signal }), ...(resolve === undefined ? {} : { resolve }) }));
}

function attemptOf(sent: Outbound): Attempt {
  if (sent.kind !== "answered") return { outcome: sent.kind, status: null, error: oneLine(sent.message, ERROR_CHARS_MAX), retryAfter: undefined };
  const { status, text, retryAfter } = sent;
  if (status >= 200 && status < 300) return { outcome: "delivered", status, error: "", retryAfter: undefined };
  const words = status >= 300 && status < 400 ? "redirects are not followed" : text;
  const error = oneLine(`${status}${words.trim() === "" ? "" : `: ${words}`}`, ERROR_CHARS_MAX);
  return { outcome: status >= 300 && status < 500 && !TRY_AGAIN.has(status) ? "refused" : "failed", status, error, retryAfter };
}

async function sendByMail(channel: Extract<ChannelDraft, { type: "email" }>, notification: Notification, { policy, resolve, withinMs = ATTEMPT_WITHIN_MS }: Way): Promise<Attempt> {
  const mail = toMail(toPayload(notification));
  const sent = await sendMail({ policy, channel, mail, key: notification.key, withinMs, ...(resolve === undefined ? {} : { resolve }) });
  const plain = { status: null, retryAfter: undefined };
  if (sent.kind !== "delivered") return { ...plain, outcome: sent.kind, error: oneLine(sent.message, ERROR_CHARS_MAX) };
  return { ...plain, outcome: "delivered", error: sent.notTakenFor.length === 0 ? "" : oneLine(`not taken for ${sent.notTakenFor.join(", ")}`, ERROR_CHARS_MAX) };
}
