/** What the deliverer did since it started, and what waits. */
export class NotifyCounts {
  /** Attempts by channel and how they went. */
  readonly byChannel = new Map<string, { delivered: number; failed: number; gave_up: number }>();
  /** Notifications that are neither delivered nor given up; as of the last look. */
  pending = 0;
  /** For how long the oldest of them waits. */
  oldestPendingMs = 0;

  count(channel: string, outcome: "delivered" | "failed" | "gave_up"): void {
    const counts = this.byChannel.get(channel) ?? { delivered: 0, failed: 0, gave_up: 0 };
    counts[outcome] += 1;
    this.byChannel.set(channel, counts);
  }

  /** As /healthz tells it. */
  report(): { pending: number; oldestPendingMs: number; channels: Record<string, { delivered: number; failed: number; gave_up: number }> } {
    return { pending: this.pending, oldestPendingMs: this.oldestPendingMs, channels: Object.fromEntries(this.byChannel) };
  }
}
