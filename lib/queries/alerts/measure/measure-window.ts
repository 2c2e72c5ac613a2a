import { type Cuts, cutWindow } from "../../seams/traffic-of-window.ts";

const MINUTE_MS = 60_000;

/** Where a window that ends at a moment begins: on a whole minute, so that it is up to a minute longer than asked for and never shorter. */
export const windowStartMs = (atMs: number, windowMs: number): number => Math.max(0, Math.floor((atMs - windowMs) / MINUTE_MS) * MINUTE_MS);

/** The buckets of a window that ends at a moment, hours in its middle: what began before the moment and is not older than the window. */
export const cutMeasured = (at: Date, windowMs: number): Cuts => cutWindow({ from: new Date(windowStartMs(at.getTime(), windowMs)), to: at }, "hour");
