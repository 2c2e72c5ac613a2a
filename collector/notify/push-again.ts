import { toAlertmanager } from "@/lib/alerts/render/alertmanager.ts";
import { toPayload } from "@/lib/alerts/render/payload.ts";
import { alertmanagerRequest } from "@/lib/alerts/render/render.ts";
import { sendRendered } from "@/lib/outbound/send-notification.ts";
import { readMessages, readStandingFirings } from "@/lib/queries/alerts/read-undelivered.ts";
import { openChannel, type StoredChannel } from "@/lib/secrets/channel-settings.ts";
import type { NotifyParts } from "./deliver.ts";
import { keyOf, type Lane } from "./lane.ts";

/** Clients of Alertmanager "continuously re-send alerts as long as they are still active, usually on the order of 30 seconds to 3 minutes" (its docs, Sending alerts). */
const EVERY_MS = 60_000;
/** As Prometheus does: an Alertmanager that was away when an alert ended hears of it when it is back. */
const ENDED_FOR_MS = 15 * 60_000;
const PER_REQUEST_MAX = 100;

/**
 * Tells each Alertmanager again what goes on, since it forgets alerts when it restarts, and takes those for ended that nobody repeats. Nothing else
 * is sent to the channel meanwhile: what was read before an alert ended must not be sent after that it did.
 */
export function pushAgain(parts: NotifyParts, laneOf: (channel: string) => Lane, signal: AbortSignal): (channels: readonly StoredChannel[]) => Promise<void>[] {
  const lastMs = new Map<string, number>();
  return (channels) => {
    const nowMs = parts.now();
    const begun: Promise<void>[] = [];
    for (const channel of channels) {
      if (channel.type !== "alertmanager" || nowMs - (lastMs.get(channel.name) ?? 0) < EVERY_MS) continue;
      const lane = laneOf(channel.name);
      if (!lane.hold(nowMs)) continue;
      lastMs.set(channel.name, nowMs);
      const pushing = pushTo(channel, parts, signal)
        .catch((error: unknown) => parts.log(`Cannot tell the channel ${channel.name} again what goes on: ${error instanceof Error ? error.message : String(error)}`))
        .finally(() => lane.release());
      begun.push(pushing);
    }
    return begun;
  };
}

async function pushTo(stored: StoredChannel, { db, project, secrets, policy, base, now, resolve, isLeader, log }: NotifyParts, signal: AbortSignal): Promise<void> {
  const standing = await readStandingFirings(db, { project, channel: stored.name, endedSince: new Date(now() - ENDED_FOR_MS) });
  const opened = openChannel(secrets, project, stored);
  if (standing.length === 0 || !opened.ok || opened.channel.type !== "alertmanager") return;
  const messages = await readMessages(db, { project, firingIds: standing.map(({ firingId }) => firingId) });
  const last = new Map(standing.map((one) => [one.firingId, one]));
  const alerts = messages.flatMap(({ firingId, event, message }) => {
    const key = keyOf({ firingId, event, channel: stored.name });
    return message === null || last.get(firingId)?.lastEvent !== event ? [] : [toAlertmanager(toPayload({ message, event, key, base }), now())];
  });
  for (let first = 0; first < alerts.length && isLeader(); first += PER_REQUEST_MAX) {
    const request = alertmanagerRequest(opened.channel, alerts.slice(first, first + PER_REQUEST_MAX));
    const { outcome, error } = await sendRendered(request, { key: `again:${encodeURIComponent(stored.name)}:${now()}:${first}` }, { policy, now, signal, ...(resolve === undefined ? {} : { resolve }) });
    if (outcome !== "delivered" && !signal.aborted) return log(`Cannot tell the channel ${stored.name} again what goes on, and tries again in a minute: ${error}`);
  }
}
