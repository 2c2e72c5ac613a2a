import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { z } from "zod";
import type { Clock } from "./clock.ts";

const LOOK_EVERY_MS = 50;
const END = "end";

/** The folder over which the agents pass work to each other, as cron jobs do: queues of JSON lines, and documents by key. */
export interface WorkFolder {
  /** A queue that this agent alone writes to. */
  outbox<Item extends Timed>(queue: string, writer: string): Outbox<Item>;
  /** Everything that the writers put into a queue; ends when all of them have closed it. */
  inbox<Item extends Timed>(queue: string, item: z.ZodType<Item>, writers: readonly string[]): AsyncGenerator<Item>;
  /** Stores a text under a key; keys may hold any characters. */
  keep(shelf: string, key: string, text: string): void;
  /** The text kept under a key, or undefined. */
  fetch(shelf: string, key: string): string | undefined;
}

/** When the item came into the queue, in milliseconds of the story. */
interface Timed {
  atMs: number;
}

export interface Outbox<Item extends Timed> {
  put(item: Item): void;
  close(): void;
}

/** The folder at `path`; agents in other processes open the same one. */
export function openWorkFolder(path: string, clock: Clock): WorkFolder {
  const fileOf = (queue: string, writer: string) => join(path, "queues", queue, `${writer}.jsonl`);
  const shelfFile = (shelf: string, key: string) => join(path, shelf, `${encodeURIComponent(key)}.json`);
  return {
    outbox: (queue, writer) => openOutbox(fileOf(queue, writer)),
    inbox: (queue, item, writers) => readQueue(clock, item, writers.map((writer) => fileOf(queue, writer))),
    keep: (shelf, key, text) => {
      mkdirSync(join(path, shelf), { recursive: true });
      writeFileSync(shelfFile(shelf, key), text);
    },
    fetch: (shelf, key) => (existsSync(shelfFile(shelf, key)) ? readFileSync(shelfFile(shelf, key), "utf8") : undefined),
  };
}

function openOutbox<Item extends Timed>(file: string): Outbox<Item> {
  mkdirSync(join(file, ".."), { recursive: true });
  return {
    put: (item) => appendFileSync(file, `${JSON.stringify(item)}\n`),
    close: () => appendFileSync(file, `"${END}"\n`),
  };
}

/** A day that is over is read whole and in order of time; live, items are handed out as they come. */
async function* readQueue<Item extends Timed>(clock: Clock, item: z.ZodType<Item>, files: readonly string[]): AsyncGenerator<Item> {
  const readers = files.map((file) => newLinesOf(file));
  const waiting: Item[] = [];
  let open = readers.length;
  while (open > 0) {
    for (const line of readers.flatMap((read) => read())) {
      const value: unknown = JSON.parse(line);
      if (value === END) open -= 1;
      else waiting.push(item.parse(value));
    }
    if (clock.day.live) yield* waiting.splice(0);
    if (open > 0) await sleep(LOOK_EVERY_MS);
  }
  yield* waiting.toSorted((a, b) => a.atMs - b.atMs);
}

/** Whole lines that were appended since the last call. */
function newLinesOf(file: string): () => string[] {
  let seen = 0;
  return () => {
    if (!existsSync(file)) return [];
    const lines = readFileSync(file, "utf8").split("\n").slice(0, -1);
    const fresh = lines.slice(seen);
    seen = lines.length;
    return fresh;
  };
}
