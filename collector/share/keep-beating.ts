import type { Database } from "@/lib/clickhouse/open-database.ts";
import { readCollectors } from "@/lib/queries/collectors/read-collectors.ts";
import type { DatabaseClock } from "./database-clock.ts";
import { whoLives } from "./who-lives.ts";

/** What beating needs; `collector` is this one's id. */
export interface BeatParts {
  db: Database;
  project: string;
  collector: string;
  log: (line: string) => void;
  timing: { deadAfterMs: number };
}

/** One collector's place among the living. */
export interface Life {
  living(): ReadonlySet<string>;
  /** Says that it lives and looks who else does; returns whether they have changed. */
  beat(): Promise<boolean>;
  /** Says that it will not be heard of again. */
  end(): Promise<void>;
}

/** Begins as the only one, until the first beat. Rows of `collectors` are the only thing that is known of the others. */
export function keepBeating({ db, project, collector, log, timing: { deadAfterMs } }: BeatParts, clock: DatabaseClock): Life {
  let living: ReadonlySet<string> = new Set([collector]);
  let startedAt: string | undefined;
  let isDouble = false;
  let [beatMs, backMs] = [performance.now(), Number.NEGATIVE_INFINITY];
  const write = async (gone: boolean): Promise<void> => {
    const version = await clock.version();
    startedAt ??= new Date(Number(version / 1_000_000n)).toISOString();
    await db.insert("collectors", [{ project, collector, started_at: startedAt, gone, version: version.toString() }]);
  };
  const warnOfDouble = (since: string | undefined): void => {
    if (since === undefined || startedAt === undefined || Date.parse(since) <= Date.parse(startedAt)) return;
    if (!isDouble) log(`Another collector calls itself ${collector}, too: each collector needs a data directory of its own, or both do the same work`);
    isDouble = true;
  };
  return {
    living: () => living,
    async beat() {
      // Read first: after its own writing a collector would never see that of another one with its id.
      const rows = await readCollectors(db, { project });
      if (rows[0] !== undefined) clock.heard(rows[0].nowUnixNano, rows.reduce((latest, row) => (row.version > latest ? row.version : latest), 0n));
      await write(false);
      const nowMs = performance.now();
      if (nowMs - beatMs > deadAfterMs / 2) backMs = nowMs;
      beatMs = nowMs;
      const before = living;
      living = whoLives(rows, { self: collector, before, deadAfterMs, isBackLately: nowMs - backMs <= deadAfterMs });
      warnOfDouble(rows.find((row) => row.collector === collector)?.startedAt);
      return living.size !== before.size || [...living].some((id) => !before.has(id));
    },
    end: () => write(true),
  };
}
