import type { Undelivered } from "@/lib/queries/alerts/read-undelivered.ts";

/** So many attempts a channel may have under way; one while it is in trouble. */
const WAYS = 4;
const BASE_MS = 1000;
const CAP_MS = 5 * 60_000;

/** The name of a notification to one channel, for ever: what receivers tell repeats by. */
export const keyOf = ({ firingId, event, channel }: Pick<Undelivered, "firingId" | "event" | "channel">): string => `${firingId}:${event}:${encodeURIComponent(channel.toWellFormed())}`;

/** How a channel as a whole is doing, and what is on its way to it: channels never wait for each other. */
export class Lane {
  private readonly underway = new Map<string, Undelivered>();
  private failures = 0;
  private notBeforeMs = 0;
  private isHeld = false;

  /** Of what is undelivered, what is to be tried now, but for what `ended` since it was read. They count as under way from here on. */
  take(undelivered: readonly Undelivered[], ended: ReadonlySet<string>, nowMs: number): Undelivered[] {
    const room = (this.failures > 0 ? 1 : WAYS) - this.underway.size;
    if (room <= 0 || this.isHeld || nowMs < this.notBeforeMs) return [];
    const due = undelivered.filter((one) => one.nextAtMs <= nowMs && !ended.has(keyOf(one)) && !this.waits(one, undelivered));
    // What failed least often goes first: one that the receiver cannot take must not hold up those that it can.
    const taken = due.toSorted((a, b) => a.attempts - b.attempts || a.atMs - b.atMs).slice(0, room);
    for (const one of taken) this.underway.set(keyOf(one), one);
    return taken;
  }

  /** An attempt has ended and is recorded. Only what says something of the channel itself, no answer or one of 5xx, makes it wait as a whole. */
  ended(one: Undelivered, outcome: "delivered" | "refused" | "failed" | "none", nowMs: number, random: () => number): void {
    this.underway.delete(keyOf(one));
    if (outcome === "none") return;
    this.failures = outcome === "failed" ? this.failures + 1 : 0;
    this.notBeforeMs = this.failures === 0 ? 0 : nowMs + random() * Math.min(CAP_MS, BASE_MS * 2 ** Math.min(this.failures, 20));
  }

  /** Keeps everything else off the channel until `release`; false when something is under way, or it is not to be tried now. */
  hold(nowMs: number): boolean {
    if (this.isHeld || this.underway.size > 0 || nowMs < this.notBeforeMs) return false;
    this.isHeld = true;
    return true;
  }

  release(): void {
    this.isHeld = false;
  }

  /** Whether it is under way, or its firing's opening was not told yet. */
  private waits(one: Undelivered, undelivered: readonly Undelivered[]): boolean {
    if (this.underway.has(keyOf(one))) return true;
    return one.event === "resolve" && undelivered.some((other) => other.firingId === one.firingId && other.event === "open");
  }
}
