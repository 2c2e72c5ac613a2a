import { createHash } from "node:crypto";
import { z } from "zod";

const MINUTE_MS = 60_000;
const LENGTH_MS = 23.5 * 60 * MINUTE_MS;
const BEFORE_NOW_MS = 2 * MINUTE_MS;

/** The time that is played: one simulated day that is over, or from now on until stopped. Milliseconds since 1970. */
export const StoryDay = z.object({
  id: z.string().describe("part of every id; the same day gives the same ids"),
  startMs: z.number(),
  endMs: z.number(),
  live: z.boolean(),
});
export type StoryDay = z.infer<typeof StoryDay>;

/** The day that ended a little before now, short enough to lie within the dashboard's last 24 hours for a while. */
export function dayBefore(nowMs: number): StoryDay {
  const endMs = Math.floor((nowMs - BEFORE_NOW_MS) / MINUTE_MS) * MINUTE_MS;
  return { id: new Date(nowMs).toISOString().slice(0, 10), startMs: endMs - LENGTH_MS, endMs, live: false };
}

/** From now on, in real time. */
export const liveFrom = (nowMs: number): StoryDay => ({ id: `live ${nowMs}`, startMs: nowMs, endMs: Number.MAX_SAFE_INTEGER, live: true });

/** Hex digits that are always the same for this thing on this day, and for nothing else. */
export const idFor = (day: StoryDay, about: string, length: number): string =>
  createHash("sha256").update(`${day.id} ${about}`).digest("hex").slice(0, length);

/** A long decimal number as platforms give to posts. */
export const postNumberFor = (day: StoryDay, about: string): string => `20${(BigInt(`0x${idFor(day, about, 14)}`) % 10n ** 17n).toString().padStart(17, "0")}`;
