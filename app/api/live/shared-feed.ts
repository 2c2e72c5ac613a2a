import { database } from "@/app/database.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { readDatabaseTime } from "@/lib/queries/collectors/read-database-time.ts";
import { readChanges } from "@/lib/queries/live/read-changes.ts";
import { type ChangeFeed, type ChangeSource, CHANGES_MAX, createChangeFeed } from "./change-feed.ts";

/** What the feed of this process reads from: the dashboard's own database. */
export const DASHBOARD_SOURCE: ChangeSource = {
  read: async (sinceMs) => readChanges(await database(), { project: PROJECT, sinceMs, limit: CHANGES_MAX }),
  async nowMs() {
    const [row] = await readDatabaseTime(await database(), {});
    if (row === undefined) throw new Error("Cannot read the database's time: it answered nothing");
    return Number(row.nowUnixNano / 1_000_000n);
  },
};

/** `next dev` loads this module again after every change; one feed and one end per process must survive that. */
const shared: typeof globalThis & { seamscopeFeed?: ChangeFeed; seamscopeEnd?: AbortController } = globalThis;

/** The one feed of this process. */
export function sharedFeed(): ChangeFeed {
  shared.seamscopeFeed ??= createChangeFeed(DASHBOARD_SOURCE, (error) => console.error("live updates wait for the database:", error));
  return shared.seamscopeFeed;
}

/** Aborted when the process is asked to end: `next start` waits for open streams for ever. */
export function endOfProcess(): AbortSignal {
  if (shared.seamscopeEnd === undefined) {
    const end = new AbortController();
    shared.seamscopeEnd = end;
    process.once("SIGTERM", () => end.abort());
  }
  return shared.seamscopeEnd.signal;
}
