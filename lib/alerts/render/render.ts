import type { ChannelDraft } from "@/lib/model/alert-channel.ts";
import { toAlertmanager } from "./alertmanager.ts";
import { toOpsgenie } from "./opsgenie.ts";
import { toPagerDuty } from "./pagerduty.ts";
import { type AlertPayload, type Notification, toPayload } from "./payload.ts";
import { jsonRequest, type RenderedRequest } from "./rendered.ts";
import { toSlack } from "./slack.ts";
import { fillTemplate } from "./template.ts";

/** A channel that is reached by HTTP. */
export type HttpChannel = Exclude<ChannelDraft, { type: "email" }>;

/** The requests that a notification is sent by to a channel, in order; all are needed for it to be delivered. */
export function render(channel: HttpChannel, notification: Notification, nowMs: number): RenderedRequest[] {
  const payload = toPayload(notification);
  if (channel.type === "webhook") return [webhook(channel, payload)];
  if (channel.type === "slack") return [jsonRequest(channel.url, toSlack(payload))];
  if (channel.type === "pagerduty") return toPagerDuty(channel.routingKey, payload).map((event) => jsonRequest(channel.url, event));
  if (channel.type === "opsgenie") return toOpsgenie(channel, payload);
  return [alertmanagerRequest(channel, [toAlertmanager(payload, nowMs)])];
}

function webhook({ url, template, headers }: Extract<HttpChannel, { type: "webhook" }>, payload: AlertPayload): RenderedRequest {
  const own = { "content-type": "application/json", "x-seamscope-event": payload.event, ...headers };
  return { url, headers: own, body: template === undefined ? JSON.stringify(payload) : fillTemplate(template, payload) };
}

/** One request with all alerts: Alertmanager takes them as a list. */
export function alertmanagerRequest({ url, user, password }: Extract<HttpChannel, { type: "alertmanager" }>, alerts: readonly unknown[]): RenderedRequest {
  const target = new URL(url);
  target.pathname = `${target.pathname.replace(/\/+$/, "").replace(/\/api\/v2\/alerts$/, "")}/api/v2/alerts`;
  const authorization = user === undefined ? {} : { authorization: `Basic ${btoa(String.fromCodePoint(...new TextEncoder().encode(`${user}:${password ?? ""}`)))}` };
  return jsonRequest(target.href, alerts, authorization);
}
