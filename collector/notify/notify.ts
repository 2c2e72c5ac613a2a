import type { AlertMessage } from "@/lib/model/alert-firing.ts";
import { groupBy } from "@/lib/model/group-by.ts";
import { readChannels } from "@/lib/queries/alerts/read-channels.ts";
import { readMessages, readUndelivered, type Undelivered } from "@/lib/queries/alerts/read-undelivered.ts";
import type { StoredChannel } from "@/lib/secrets/channel-settings.ts";
import { NotifyCounts } from "./counts.ts";
import { deliver, type NotifyParts } from "./deliver.ts";
import { keyOf, Lane } from "./lane.ts";
import { pushAgain } from "./push-again.ts";
import { recordAttempts } from "./record-attempts.ts";
import { startRounds } from "./rounds.ts";

const LOOK_EVERY_MS = 1000;
/** Further back nothing is looked for: what is older was given up, or nobody looked after this installation for a month. */
const LOOK_BACK_MS = 30 * 86_400_000;
/** Messages read at once; what more there is goes in the next round. */
const AT_ONCE_MAX = 100;

/** The deliverer of one collector. */
export interface Notifier {
  readonly counts: NotifyCounts;
  /** Has it look at once: something is to be told. */
  ring(): void;
  /** Breaks off what is under way; whoever goes on tries it again. */
  stop(): Promise<void>;
}

/**
 * Delivers what `alert_transitions` says is to be told and `alert_deliveries` does not say is done. Nothing is remembered but how channels are
 * doing, so that it may be killed at any moment: what was sent and not yet recorded is sent again, under the same key.
 */
export function startNotifier(parts: NotifyParts): Notifier {
  const { db, project, log, now, isLeader, random = Math.random } = parts;
  const counts = new NotifyCounts();
  const recorder = recordAttempts(db, log);
  const lanes = new Map<string, Lane>();
  const stopped = new AbortController();
  const attempts = new Set<Promise<void>>();
  /** What ended since the look at hand began: what it read of them may be older than that. */
  const endedMeanwhile = new Set<string>();

  const keepUntilEnded = (attempt: Promise<void>): void => {
    attempts.add(attempt);
    void attempt.finally(() => attempts.delete(attempt));
  };

  const laneOf = (channel: string): Lane => {
    const lane = lanes.get(channel) ?? new Lane();
    lanes.set(channel, lane);
    return lane;
  };

  const tellAgain = pushAgain(parts, laneOf, stopped.signal);

  const look = async (): Promise<void> => {
    if (!isLeader()) {
      counts.pending = 0;
      counts.oldestPendingMs = 0;
      return;
    }
    endedMeanwhile.clear();
    const [undelivered, channels] = await Promise.all([readUndelivered(db, { project, since: new Date(Math.max(0, now() - LOOK_BACK_MS)) }), readChannels(db, { project })]);
    counts.pending = undelivered.length;
    counts.oldestPendingMs = undelivered[0] === undefined ? 0 : Math.max(0, Math.round(now() - undelivered[0].atMs));
    const taken = [...groupBy(undelivered, (one) => one.channel)].flatMap(([channel, all]) => laneOf(channel).take(all, endedMeanwhile, now()));
    for (let first = 0; first < taken.length; first += AT_ONCE_MAX) await begin(taken.slice(first, first + AT_ONCE_MAX), channels);
    for (const telling of tellAgain(channels)) keepUntilEnded(telling);
  };

  /** Reads what is to be said and lets the attempts go, each on its own. */
  const begin = async (taken: readonly Undelivered[], channels: readonly StoredChannel[]): Promise<void> => {
    const stored = new Map(channels.map((channel) => [channel.name, channel]));
    const messages = await messagesOf(taken).catch((error: unknown) => {
      for (const one of taken) laneOf(one.channel).ended(one, "none", now(), random);
      throw error;
    });
    for (const one of taken) {
      keepUntilEnded(tryOne(one, stored.get(one.channel), messages.get(messageKey(one)) ?? null));
    }
  };

  const tryOne = async (one: Undelivered, stored: StoredChannel | undefined, message: AlertMessage | null): Promise<void> => {
    const outcome = await deliver(one, { recorder, counts, signal: stopped.signal, stored, message }, parts).catch((error: unknown) => {
      log(`Cannot deliver an alert: ${error instanceof Error ? error.message : String(error)}`);
      return "none" as const;
    });
    endedMeanwhile.add(keyOf(one));
    laneOf(one.channel).ended(one, outcome, now(), random);
    if (outcome !== "none") rounds.ring();
  };

  const messagesOf = async (taken: readonly Undelivered[]): Promise<Map<string, AlertMessage | null>> => {
    const rows = await readMessages(db, { project, firingIds: [...new Set(taken.map(({ firingId }) => firingId))] });
    return new Map(rows.flatMap(({ firingId, event, channels, message }) => channels.map((channel) => [messageKey({ firingId, event, channel }), message])));
  };

  const rounds = startRounds(parts.lookEveryMs ?? LOOK_EVERY_MS, look, (error) => log(`Cannot look for alerts to deliver, and tries again: ${error instanceof Error ? error.message : String(error)}`));
  return {
    counts,
    ring: () => rounds.ring(),
    async stop() {
      await rounds.stop();
      stopped.abort();
      await Promise.all([recorder.stop(), ...attempts]);
    },
  };
}

const messageKey = ({ firingId, event, channel }: Pick<Undelivered, "firingId" | "event" | "channel">): string => JSON.stringify([firingId, event, channel]);
