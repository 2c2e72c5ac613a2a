import { randomUUID } from "node:crypto";
import { EXAMPLE_MESSAGE } from "@/lib/alerts/render/example.ts";
import type { Delivery } from "@/lib/model/alert-channel.ts";
import { type Attempt, sendNotification } from "@/lib/outbound/send-notification.ts";
import { readChannels } from "@/lib/queries/alerts/read-channels.ts";
import { openChannel } from "@/lib/secrets/channel-settings.ts";
import type { ChannelParts } from "./save-channel.ts";

/** How a trial went: an attempt as the log of deliveries keeps it; undefined when there is no channel of this name. */
export type TestChannel = Pick<Delivery, "key" | "channel" | "at" | "outcome" | "status" | "error" | "tookMs"> | undefined;

/**
 * Sends a notification to a channel now, as a real one would go, and says what came of it. It is tried once, and stands in the log with the
 * event `test`. Where it would begin an incident, that is ended at once. `base` is the public address that its links begin with.
 */
export async function testChannel({ db, project, secrets, policy, resolve, base, now }: ChannelParts & { base: string; now: Date }, name: string): Promise<TestChannel> {
  const stored = (await readChannels(db, { project })).find((channel) => channel.name === name);
  if (stored === undefined) return undefined;
  const firingId = `test-${randomUUID()}`;
  const key = `${firingId}:test:${encodeURIComponent(name)}`;
  const at = now.toISOString();
  const startedMs = performance.now();
  const opened = openChannel(secrets, project, stored);
  const message = { ...EXAMPLE_MESSAGE, firingId, openedAt: at, evidence: { ...EXAMPLE_MESSAGE.evidence, firstBadAt: at, samples: EXAMPLE_MESSAGE.evidence.samples.map((sample) => ({ ...sample, startedAt: at })) } };
  const attempt: Attempt = opened.ok
    ? await sendNotification(opened.channel, { message, event: "test", key, base }, { policy, now: () => now.getTime(), ...(resolve === undefined ? {} : { resolve }) })
    : { outcome: "failed", status: null, error: opened.problem, retryAfter: undefined };
  const tookMs = Math.round(performance.now() - startedMs);
  const outcome = attempt.outcome === "delivered" ? "delivered" : "gave_up";
  const { status, error } = attempt;
  await db.insert("alert_deliveries", [{ project, key, attempt: 1, firing_id: firingId, event: "test", channel: name, at, outcome, status, error, took_ms: tookMs, next_at: null }], key);
  return { key, channel: name, at, outcome, status, error, tookMs };
}
