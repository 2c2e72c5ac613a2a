import { z } from "zod";

/** What `DateTime64(9)` can hold counts nanoseconds since 1970 in 63 bits and ends on 2262-04-11. */
const EARLIEST = new Date(0);
const LATEST = new Date("2262-04-11T00:00:00Z");
const MINUTE_MS = 60_000;

/** A point in time that the database can compare with; anything else is refused by name. */
export const Instant = z.date().min(EARLIEST).max(LATEST);

/** A window of time: `from` belongs to it, `to` does not. */
export interface TimeWindow {
  from: Date;
  to: Date;
}

/** No bound on either side. */
export const ALL_TIME: TimeWindow = { from: EARLIEST, to: LATEST };

/** The window widened to whole minutes, the grain of the rollup, so that every number on a seam speaks of the same time. */
export function wholeMinutes({ from, to }: TimeWindow): TimeWindow {
  const start = Math.floor(from.getTime() / MINUTE_MS) * MINUTE_MS;
  const end = Math.ceil(to.getTime() / MINUTE_MS) * MINUTE_MS;
  return { from: new Date(start), to: new Date(Math.max(end, start + MINUTE_MS)) };
}
