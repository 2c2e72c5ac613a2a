import { setTimeout as sleep } from "node:timers/promises";
import type { StoryDay } from "./story-day.ts";
import { diceFor } from "./dice.ts";

/** In real time nobody watches a person think for ten minutes: waits pass this much quicker. Work takes as long as it takes. */
const LIVE_PACE = 180;
const LOOK_UP_EVERY_MS = 100;

/** The time of the story. A simulated day is over already, so nothing waits; live, nothing happens before its time. */
export interface Clock {
  day: StoryDay;
  /** Length of a wait (for a person, a queue, the next cycle) in milliseconds. */
  wait(ms: number): number;
  /** How much of the day has passed at that moment, 0…1; live, all of it has. */
  progress(atMs: number): number;
  /** Resolves when that moment has come. */
  until(atMs: number): Promise<void>;
  /** Things that happen by themselves: `perDay` of them over the day (more by day than by night), or one every `liveEveryMs`. */
  arrivals(what: string, often: { perDay: number; liveEveryMs: number }): AsyncGenerator<Arrival>;
  /** Things that happen by the clock, until `lastMs` before the day's end. */
  rounds(everyMs: number, lastMs: number): AsyncGenerator<Arrival>;
  /** Ends all waiting: whoever was asked to stop finishes what has begun, at once. */
  hurry(): void;
}

/** The n-th time something happens, and when. */
interface Arrival {
  n: number;
  atMs: number;
}

/** A clock for the day. */
export function startClock(day: StoryDay): Clock {
  const rush = new AbortController();
  const until = async (atMs: number) => {
    while (!rush.signal.aborted && Date.now() < atMs) await sleep(Math.min(LOOK_UP_EVERY_MS, Math.max(1, atMs - Date.now())));
  };
  async function* each(times: Iterable<Arrival>): AsyncGenerator<Arrival> {
    for (const arrival of times) {
      await until(arrival.atMs);
      if (rush.signal.aborted) return;
      yield arrival;
    }
  }
  const wait = (ms: number) => (day.live ? Math.ceil(ms / LIVE_PACE) : ms);
  return {
    day, wait, until,
    progress: (atMs) => (day.live ? 1 : (atMs - day.startMs) / (day.endMs - day.startMs)),
    arrivals: (what, { perDay, liveEveryMs }) => each(day.live ? endlessly(day, liveEveryMs) : overTheDay(day, what, perDay)),
    rounds: (everyMs, lastMs) => each(day.live ? endlessly(day, wait(everyMs)) : everySoOften(day, everyMs, lastMs)),
    hurry: () => rush.abort(),
  };
}

function* endlessly(day: StoryDay, everyMs: number): Generator<Arrival> {
  for (let n = 0; ; n += 1) yield { n, atMs: day.startMs + n * everyMs };
}

function* everySoOften(day: StoryDay, everyMs: number, lastMs: number): Generator<Arrival> {
  for (let n = 0; day.startMs + n * everyMs <= day.endMs - lastMs; n += 1) yield { n, atMs: day.startMs + n * everyMs };
}

/** Never in the last half hour: whatever begins then must still come to its end before now. */
function overTheDay(day: StoryDay, what: string, count: number): Arrival[] {
  const length = day.endMs - day.startMs - 30 * 60_000;
  const times = Array.from({ length: count }, (_, n) => {
    const dice = diceFor(`${what} ${n} arrives`);
    let share = dice.next();
    while (!dice.chance(busyness(share))) share = dice.next();
    return Math.round(day.startMs + share * length);
  });
  return times.toSorted((a, b) => a - b).map((atMs, n) => ({ n, atMs }));
}

/** How busy it is at a share of the day, 0…1: the night lies in the middle of the last 24 hours when the demo is run by day. */
export const busyness = (share: number): number => 0.65 + 0.35 * Math.cos(2 * Math.PI * (share - 0.05));
