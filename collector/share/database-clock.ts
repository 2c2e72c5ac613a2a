import type { Database } from "@/lib/clickhouse/open-database.ts";
import { readDatabaseTime } from "@/lib/queries/collectors/read-database-time.ts";

/**
 * The time as the database has it, so that collectors on hosts with different clocks order what they write alike. Between
 * questions it is carried on by a clock that never jumps, and is never ahead of the database's.
 */
export interface DatabaseClock {
  /** Unix nanoseconds. */
  now(): bigint;
  /** Unix nanoseconds that grow from call to call. */
  version(): Promise<bigint>;
  /** The same, asked of the database at this moment, so that of two collectors the later one has the greater. */
  exactVersion(): Promise<bigint>;
  /** What the database just said, and the latest version that any collector is known to have given. */
  heard(nowUnixNano: bigint, versionReached: bigint): void;
}

/** `monotonicMs` never jumps; `localMs` stands in for the database's time until that is first heard. */
export function createDatabaseClock(db: Database, monotonicMs: () => number, localMs: () => number): DatabaseClock {
  let heardAt: { unixNano: bigint; ms: number } | undefined;
  let last = 0n;
  const now = (): bigint =>
    heardAt === undefined ? BigInt(Math.trunc(localMs())) * 1_000_000n : heardAt.unixNano + BigInt(Math.trunc((monotonicMs() - heardAt.ms) * 1_000_000));
  const next = (unixNano: bigint): bigint => (last = unixNano > last ? unixNano : last + 1n);
  const hear = (unixNano: bigint): void => {
    heardAt = { unixNano, ms: monotonicMs() };
  };
  const exactVersion = async (): Promise<bigint> => {
    const [row] = await readDatabaseTime(db, {});
    if (row === undefined) throw new Error("Cannot read the database's time: it answered nothing");
    hear(row.nowUnixNano);
    return next(row.nowUnixNano);
  };
  return {
    now,
    version: () => (heardAt === undefined ? exactVersion() : Promise.resolve(next(now()))),
    exactVersion,
    heard(nowUnixNano, versionReached) {
      hear(nowUnixNano);
      if (versionReached > last) last = versionReached;
    },
  };
}
