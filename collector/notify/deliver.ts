import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { AlertMessage } from "@/lib/model/alert-firing.ts";
import type { OutboundPolicy } from "@/lib/outbound/policy.ts";
import type { Resolve } from "@/lib/outbound/resolve.ts";
import { type Attempt, sendNotification } from "@/lib/outbound/send-notification.ts";
import type { Undelivered } from "@/lib/queries/alerts/read-undelivered.ts";
import { openChannel, type StoredChannel } from "@/lib/secrets/channel-settings.ts";
import type { Secrets } from "@/lib/secrets/secrets.ts";
import type { NotifyCounts } from "./counts.ts";
import { keyOf } from "./lane.ts";
import { nextTry, type NextTry } from "./next-try.ts";
import type { Recorder } from "./record-attempts.ts";

/** What delivering works with. */
export interface NotifyParts {
  db: Database;
  project: string;
  secrets: Secrets;
  policy: OutboundPolicy;
  /** The public address of the dashboard, which links begin with. */
  base: string;
  /** Whether delivering falls to this collector; asked before each attempt. */
  isLeader: () => boolean;
  /** Unix milliseconds, by the clock of all collectors. */
  now: () => number;
  log: (line: string) => void;
  random?: () => number;
  resolve?: Resolve;
  /** How often it looks for what is to be told, unless it is rung. */
  lookEveryMs?: number;
  withinMs?: number;
}

/** What one attempt needs beside the parts. */
export interface AttemptContext {
  recorder: Recorder;
  counts: NotifyCounts;
  signal: AbortSignal;
  /** The channel as it is stored now; undefined when there is none of this name. */
  stored: StoredChannel | undefined;
  /** What is to be said; null when it cannot be read. */
  message: AlertMessage | null;
}

/** Tries once to deliver a notification and records how it went; "none" when nothing was tried. Rejects when it could not be recorded. */
export async function deliver(one: Undelivered, context: AttemptContext, parts: NotifyParts): Promise<Attempt["outcome"] | "none"> {
  const { project, now, random = Math.random, log } = parts;
  if (!parts.isLeader() || context.signal.aborted) return "none";
  const startedMs = now();
  const hopeless = hopelessness(context);
  const attempt = hopeless === undefined ? await tryOnce(one, context, parts) : { outcome: "refused" as const, status: null, error: hopeless, retryAfter: undefined };
  // What we broke off ourselves says nothing of the channel, and is tried again by whoever goes on.
  if (context.signal.aborted && attempt.outcome !== "delivered") return "none";
  const nowMs = now();
  const next: NextTry | undefined = hopeless === undefined ? planned(attempt, one, nowMs, random) : { kind: "gave_up", why: "" };
  const outcome = next === undefined ? "delivered" : next.kind === "again" ? "failed" : "gave_up";
  const error = next?.kind === "gave_up" && next.why !== "" ? `${next.why}: ${attempt.error}` : attempt.error;
  await context.recorder.record({
    project, key: keyOf(one), attempt: one.attempts + 1, firing_id: one.firingId, event: one.event, channel: one.channel, at: new Date(startedMs).toISOString(), outcome, status: attempt.status, error,
    took_ms: Math.max(0, Math.round(nowMs - startedMs)), next_at: next?.kind === "again" ? new Date(next.atMs).toISOString() : null,
  });
  context.counts.count(one.channel, outcome);
  if (outcome !== "delivered") log(`${outcome === "failed" ? "Cannot deliver, and tries again" : "Gives up"} the alert ${keyOf(one)}: ${error}`);
  return attempt.outcome;
}

const planned = (attempt: Attempt, { attempts, atMs }: Undelivered, nowMs: number, random: () => number): NextTry | undefined =>
  attempt.outcome === "delivered" ? undefined : nextTry({ attempt, number: attempts + 1, toldAtMs: atMs, nowMs, random });

/** Why it can never be delivered; undefined: it may be. */
function hopelessness({ stored, message }: AttemptContext): string | undefined {
  if (stored === undefined) return "there is no channel of this name; it was deleted, or never saved";
  return message === null ? "what was to be said cannot be read" : undefined;
}

async function tryOnce(one: Undelivered, { stored, message, signal }: AttemptContext, { project, secrets, policy, base, now, resolve, withinMs }: NotifyParts): Promise<Attempt> {
  if (stored === undefined || message === null) throw new Error("Cannot deliver without a channel and a message");
  const opened = openChannel(secrets, project, stored);
  if (!opened.ok) return { outcome: "failed", status: null, error: opened.problem, retryAfter: undefined };
  const way = { policy, now, signal, ...(resolve === undefined ? {} : { resolve }), ...(withinMs === undefined ? {} : { withinMs }) };
  return sendNotification(opened.channel, { message, event: one.event, key: keyOf(one), base }, way);
}
