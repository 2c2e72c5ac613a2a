import { z } from "zod";
import { AlertName } from "./alert-rule.ts";

/** Where notifications can go. */
export const CHANNEL_TYPES = ["webhook", "slack", "pagerduty", "opsgenie", "email", "alertmanager"] as const;
export type ChannelType = (typeof CHANNEL_TYPES)[number];

const Address = z.url({ protocol: /^https?$/, error: "expected an address such as https://hooks.example.com/in" }).max(2048);
const Secret = z.string().min(1).max(4096);

const common = {
  name: AlertName,
  owners: z.array(z.string().trim().min(1).max(512)).max(100).default([]).describe("teams whose seams' alerts come here"),
  byDefault: z.boolean().default(false).describe("also takes what no other channel was named for"),
};

/** A channel as people write it. Secrets are stored encrypted and never read back. */
export const ChannelDraft = z.discriminatedUnion("type", [
  z.strictObject({
    ...common, type: z.literal("webhook"), url: Address,
    secret: Secret.optional().describe("signs each request: HMAC-SHA256 over timestamp and body"),
    template: z.string().max(20_000).optional().describe("JSON with {{placeholders}}; left out, the whole message as JSON"),
    headers: z.record(z.string().regex(/^[A-Za-z0-9-]{1,64}$/), Secret).default({}),
  }),
  z.strictObject({ ...common, type: z.literal("slack"), url: Address.describe("of an incoming webhook") }),
  z.strictObject({ ...common, type: z.literal("pagerduty"), routingKey: Secret, url: Address.default("https://events.pagerduty.com/v2/enqueue") }),
  z.strictObject({ ...common, type: z.literal("opsgenie"), apiKey: Secret, url: Address.default("https://api.opsgenie.com/v2/alerts") }),
  z.strictObject({
    ...common, type: z.literal("email"), to: z.array(z.email()).min(1).max(50), from: z.email(),
    smtp: z.url({ protocol: /^smtps?$/, error: "expected an address such as smtps://user:password@mail.example.com:465" }).max(2048),
  }),
  z.strictObject({ ...common, type: z.literal("alertmanager"), url: Address.describe("of an Alertmanager; /api/v2/alerts is added"), user: z.string().max(512).optional(), password: Secret.optional() }),
]);
export type ChannelDraft = z.infer<typeof ChannelDraft>;

/** A channel as lists show it: without anything secret. */
export const ChannelSummary = z.object({
  name: z.string(),
  type: z.enum(CHANNEL_TYPES),
  owners: z.array(z.string()),
  byDefault: z.boolean(),
  target: z.string().describe("where it leads, without secrets: scheme and host, or addresses of mail"),
  savedAt: z.string(),
  problem: z.string().describe("why nothing can be sent to it, with what to do; empty: it can"),
});
export type ChannelSummary = z.infer<typeof ChannelSummary>;

/** How one attempt to deliver went. */
export const DELIVERY_OUTCOMES = ["delivered", "failed", "gave_up"] as const;

/** One attempt to deliver a notification, as the delivery log keeps it. */
export const Delivery = z.object({
  key: z.string().describe("idempotency key: the same for every attempt of one notification to one channel"),
  firingId: z.string(),
  event: z.string(),
  channel: z.string(),
  attempt: z.number(),
  at: z.string(),
  outcome: z.enum(DELIVERY_OUTCOMES),
  status: z.number().nullable().describe("of HTTP; null where there was no answer, and for mail"),
  error: z.string().describe("empty when it was delivered"),
  tookMs: z.number(),
  nextAt: z.string().nullable().describe("when it is tried again"),
});
export type Delivery = z.infer<typeof Delivery>;
