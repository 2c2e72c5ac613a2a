import type { Alteration } from "./alterations.ts";

const NANOS_PER_S = 1_000_000_000n;
/** 1 January 2000: what is earlier was sent in seconds, micro- or milliseconds, or by a clock that was never set. Unix nanoseconds. */
export const TIME_MIN = 946_684_800n * NANOS_PER_S;
/** How far a sender's clock may be ahead of ours; nanoseconds. */
export const AHEAD_MAX = 3600n * NANOS_PER_S;
/** How long a span may last before it is noted; nanoseconds. */
export const LASTS_MAX = 366n * 86_400n * NANOS_PER_S;

/** What has to be noted of the times of a span, all in unix nanoseconds; they are stored as sent, whatever they are. */
export function oddTimes(start: bigint, end: bigint, now: bigint): Alteration[] {
  const odd: Alteration[] = [];
  if (start < TIME_MIN || end < TIME_MIN) odd.push("time_past");
  if (start > now + AHEAD_MAX || end > now + AHEAD_MAX) odd.push("time_future");
  if (end < start) odd.push("time_order");
  if (end - start > LASTS_MAX) odd.push("time_length");
  return odd;
}
