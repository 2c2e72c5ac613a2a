import type { Database } from "@/lib/clickhouse/open-database.ts";
import { followPins } from "@/lib/commands/citations/follow-pins.ts";
import { releaseUnpinned } from "@/lib/commands/citations/release-unpinned.ts";

const EVERY_MS = 10_000;
/** A round looks back further than one round lasts, as what it copies again changes nothing. */
const LOOK_BACK_S = 120;

/** What it works with. Of several collectors only the one that does what is done by the clock looks after pins. */
export interface KeepParts {
  db: Database;
  project: string;
  isLeader: () => boolean;
  log: (line: string) => void;
  everyMs?: number;
}

/**
 * Looks after what is pinned: copies what came to it since, and removes what nobody holds any more. Whoever begins copies everything
 * once more, since nobody may have looked for long; and again when a round failed.
 */
export function keepPins({ db, project, isLeader, log, everyMs = EVERY_MS }: KeepParts): { stop(): Promise<void> } {
  let looksBack: number | undefined;
  let running = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  const round = async (): Promise<void> => {
    if (!isLeader()) {
      looksBack = undefined;
      return;
    }
    try {
      await followPins(db, { project, lastS: looksBack, now: new Date() });
      looksBack = LOOK_BACK_S;
      const released = await releaseUnpinned(db, { project });
      if (released > 0) log(`Removed the evidence of ${released} traces that nobody has pinned for ten minutes`);
    } catch (error) {
      looksBack = undefined;
      log(`Cannot look after what is pinned: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  const again = (): void => {
    if (isStopped) return;
    timer = setTimeout(() => {
      running = round().then(again);
    }, everyMs);
  };
  again();
  return {
    stop() {
      isStopped = true;
      clearTimeout(timer);
      return running;
    },
  };
}
