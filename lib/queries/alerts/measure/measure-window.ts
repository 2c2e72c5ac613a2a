import { type Cuts, cutWindow } from "../../seams/traffic-of-window.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Where a window that ends at a moment begins: on a whole minute, so that it is up to a minute longer than asked for and never shorter. */
export const windowStartMs = (atMs: number, windowMs: number): number => Math.max(0, Math.floor((atMs - windowMs) / MINUTE_MS) * MINUTE_MS);

/** Until when what is counted at this moment reaches: what is found while it is being counted may be in it, so the hour at hand is taken whole. */
export const hourEndMs = (atMs: number): number => Math.ceil(atMs / HOUR_MS) * HOUR_MS;

/**
 * The buckets of a window that ends at a moment, hours in its middle: what began before the moment and is not older than the window. Where the moment is
 * now, nothing has been found after it, so that the hour at hand is read as one bucket and not as its minutes.
 */
export function cutMeasured(at: Date, windowMs: number, isNow: boolean): Cuts {
  const to = isNow ? new Date(hourEndMs(at.getTime())) : at;
  return cutWindow({ from: new Date(windowStartMs(at.getTime(), windowMs)), to }, "hour");
}
