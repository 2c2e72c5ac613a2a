import { setTimeout as sleep } from "node:timers/promises";
import { createTransport } from "nodemailer";
import type { Mail } from "@/lib/alerts/render/mail.ts";
import type { ChannelDraft } from "@/lib/model/alert-channel.ts";
import type { OutboundPolicy } from "./policy.ts";
import { endOf } from "./policy.ts";
import { type Resolve, resolveAllowed, resolveBySystem } from "./resolve.ts";
import { errorText } from "./send-request.ts";

/** Of a server with several addresses so many are tried. */
const ADDRESSES_MAX = 2;

/** A mail to be sent, and how. */
export interface OutboundMail {
  policy: OutboundPolicy;
  channel: Extract<ChannelDraft, { type: "email" }>;
  mail: Mail;
  key: string;
  withinMs: number;
  resolve?: Resolve;
}

/** What came of it; `refused` when trying again as it is would not help. */
export type SentMail = { kind: "delivered"; notTakenFor: string[] } | { kind: "refused" | "failed"; message: string };

/**
 * Sends a mail through the server of the channel, connecting to no other addresses than those that were resolved and judged. With a user and
 * password, the connection must be encrypted before they are said, unless it stays on this machine. Never rejects.
 */
export async function sendMail({ policy, channel, mail, key, withinMs, resolve = resolveBySystem }: OutboundMail): Promise<SentMail> {
  const url = new URL(channel.smtp);
  const resolved = await resolveAllowed(policy, url, resolve);
  if (resolved.kind !== "allowed") return { kind: resolved.kind === "refused" ? "refused" : "failed", message: resolved.message };
  let last: SentMail = { kind: "failed", message: "no address was tried" };
  for (const { address } of resolved.addresses.slice(0, ADDRESSES_MAX)) {
    const { isConnected, sent } = await sendTo(address, { url, channel, mail, key, withinMs });
    last = sent;
    if (isConnected) break;
  }
  return last;
}

async function sendTo(address: string, { url, channel, mail, key, withinMs }: { url: URL; channel: OutboundMail["channel"]; mail: Mail; key: string; withinMs: number }): Promise<{ isConnected: boolean; sent: SentMail }> {
  const [end] = endOf(url);
  const user = decodeURIComponent(url.username);
  const isLocal = /^127\.|^::1$/.test(address);
  const transport = createTransport({
    host: address,
    port: end?.port,
    secure: url.protocol === "smtps:",
    requireTLS: url.protocol === "smtp:" && user !== "" && !isLocal,
    tls: { servername: end?.host ?? "" },
    ...(user === "" ? {} : { auth: { user, pass: decodeURIComponent(url.password) } }),
    connectionTimeout: withinMs, greetingTimeout: withinMs, socketTimeout: withinMs, dnsTimeout: withinMs,
    disableFileAccess: true, disableUrlAccess: true,
  });
  try {
    const { subject, text, html, messageId, inReplyTo } = mail;
    const sending = transport.sendMail({ from: channel.from, to: channel.to, subject, text, html, messageId, ...(inReplyTo === undefined ? {} : { inReplyTo, references: inReplyTo }), headers: { "X-Seamscope-Key": key } });
    const info = await within(withinMs, sending);
    return { isConnected: true, sent: { kind: "delivered", notTakenFor: info.rejected.map(String) } };
  } catch (error) {
    const { code, responseCode, command } = Object(error);
    const isForGood = typeof responseCode === "number" ? responseCode >= 500 : code === "EAUTH";
    return { isConnected: command !== "CONN", sent: { kind: isForGood ? "refused" : "failed", message: errorText(error) } };
  } finally {
    transport.close();
  }
}

/** A server may keep a conversation going for ever, a word at a time. */
async function within<Result>(ms: number, work: Promise<Result>): Promise<Result> {
  const ended = new AbortController();
  const timeout = sleep(ms, undefined, { signal: ended.signal }).then(() => Promise.reject(new Error(`no answer within ${ms / 1000} s`)));
  try {
    return await Promise.race([work, timeout]);
  } finally {
    ended.abort();
    for (const left of [work, timeout]) left.catch(() => undefined);
  }
}
