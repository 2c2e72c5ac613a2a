const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Distances that people read off an axis of time. */
const STEPS = [MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY, 7 * DAY, 14 * DAY, 28 * DAY];
const TICKS_MAX = 9;

/** Those of the points (RFC 3339, ascending) that fall on round times, at most nine; `daily` when a tick is a day. */
export function roundTicks(points: readonly string[]): { ticks: string[]; daily: boolean } {
  for (const step of STEPS) {
    const ticks = points.filter((at) => Date.parse(at) % step === 0);
    if (ticks.length <= TICKS_MAX && ticks.length > 0) return { ticks, daily: step >= DAY };
  }
  const every = Math.max(1, Math.ceil(points.length / TICKS_MAX));
  return { ticks: points.filter((_, index) => index % every === 0), daily: false };
}
