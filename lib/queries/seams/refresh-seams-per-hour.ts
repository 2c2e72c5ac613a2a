import type { Database } from "@/lib/clickhouse/open-database.ts";
import { REFRESH_DAYS, REFRESH_HOURS } from "@/lib/clickhouse/rollups/seam-rollup-sql.ts";

/** Parameters travel in the URL, which the engine cuts off at 1 MiB. */
const BUCKETS_PER_STATEMENT = 1000;
const HOUR_S = 3600;
const DAY_S = 86_400;

/** A time at which a seam had traffic, in unix seconds. */
interface Touched {
  seamId: string;
  minute: number;
}

/**
 * Recomputes the hours and days of `seams_per_hour` and `seams_per_day` that hold these minutes; as `refreshSeamsPerMinute` does the minutes. An
 * hour that began before `keptFromMs` stays as it was; days are made of hours, which stay.
 */
export async function refreshSeamsPerHour(db: Database, project: string, touched: readonly Touched[], { version, keptFromMs = 0 }: { version: bigint; keptFromMs?: number }): Promise<void> {
  await refresh(db, REFRESH_HOURS, { project, version, buckets: startsOf(touched, HOUR_S).filter(({ start }) => start * 1000 >= keptFromMs) });
  await refresh(db, REFRESH_DAYS, { project, version, buckets: startsOf(touched, DAY_S) });
}

interface Buckets {
  project: string;
  version: bigint;
  buckets: readonly { seamId: string; start: number }[];
}

async function refresh(db: Database, sql: string, { project, version, buckets }: Buckets): Promise<void> {
  for (let first = 0; first < buckets.length; first += BUCKETS_PER_STATEMENT) {
    const part = buckets.slice(first, first + BUCKETS_PER_STATEMENT);
    await db.run(sql, { project, version, limit: BUCKETS_PER_STATEMENT, seamIds: part.map((bucket) => bucket.seamId), starts: part.map((bucket) => bucket.start) });
  }
}

function startsOf(touched: readonly Touched[], lengthS: number): { seamId: string; start: number }[] {
  const starts = touched.map(({ seamId, minute }) => ({ seamId, start: Math.floor(minute / lengthS) * lengthS }));
  return [...new Map(starts.map((bucket) => [`${bucket.start} ${bucket.seamId}`, bucket])).values()];
}
