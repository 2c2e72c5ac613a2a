import type { Database } from "@/lib/clickhouse/open-database.ts";
import { readKeptFrom } from "../storage/read-kept-from.ts";
import { refreshSeamsPerHour } from "./refresh-seams-per-hour.ts";

/** One bucket of the rollup: a seam and the start of a minute in unix seconds. */
export interface TouchedBucket {
  seamId: string;
  minute: number;
}

/** Parameters travel in the URL, which the engine cuts off at 1 MiB. */
const BUCKETS_PER_STATEMENT = 1000;
/** `DateTime` ends in 2106; a handoff beyond it stands in `handoffs` but in no bucket. */
const LAST_MINUTE = 0xff_ff_ff_ff;

/**
 * Recomputes exactly the touched buckets of `seams_per_minute` from `handoffs`, candidates apart, and the hours and days they lie in
 * (`seams_per_hour`, `seams_per_day`). A bucket that lost its last handoff is written with zeros, since the old row would stand otherwise. `version` is unix nanoseconds and must grow
 * from call to call. Safe to repeat: a bucket depends on nothing but the handoffs of the moment. Where handoffs are no longer kept
 * (docs/retention.md) a bucket stays as it was, since it would count only those that are left.
 */
export async function refreshSeamsPerMinute(
  db: Database,
  project: string,
  touched: readonly TouchedBucket[],
  version: bigint,
): Promise<void> {
  const { handoffs: keptFromMs = 0 } = await readKeptFrom(db);
  const buckets = touched.filter(({ minute }) => minute >= 0 && minute <= LAST_MINUTE && minute * 1000 >= keptFromMs);
  for (let start = 0; start < buckets.length; start += BUCKETS_PER_STATEMENT) {
    const part = buckets.slice(start, start + BUCKETS_PER_STATEMENT);
    await db.run(REFRESH, {
      project,
      version,
      seamIds: part.map((bucket) => bucket.seamId),
      minutes: part.map((bucket) => bucket.minute),
    });
  }
  await refreshSeamsPerHour(db, project, buckets, { version, keptFromMs });
}

const REFRESH = `
INSERT INTO seams_per_minute
(
    project, seam_id, minute, source, target, source_type, target_type, contract, handoffs, declared, failed, silent, lost,
    by_class, by_verdict, versions, total_ms, first_at, last_at, version
)
WITH
    touched AS
    (
        SELECT DISTINCT bucket.1 AS seam_id, toStartOfMinute(toDateTime(bucket.2, 'UTC')) AS minute
        FROM (SELECT arrayJoin(arrayZip({seamIds: Array(String)}, {minutes: Array(UInt32)})) AS bucket)
    ),
    standing AS
    (
        SELECT
            seam_id,
            toStartOfMinute(started_at) AS minute,
            argMax(source, started_at) AS source,
            argMax(target, started_at) AS target,
            argMax(source_type, started_at) AS source_type,
            argMax(target_type, started_at) AS target_type,
            argMax(contract, started_at) AS contract,
            count() AS handoffs,
            countIf(rule = 'E') AS declared,
            countIf(failed) AS failed_handoffs,
            countIf(silent) AS silent_handoffs,
            countIf(verdict = 'lost') AS lost,
            sumMap(mapFromArrays(arrayDistinct(finding_classes), arrayMap(class -> toUInt64(1), arrayDistinct(finding_classes)))) AS by_class,
            sumMap(map(verdict, toUInt64(1))) AS by_verdict,
            groupArray((source_version, target_version, contract_version)) AS pairs,
            groupArrayIf((source_version, target_version, contract_version), failed) AS failed_pairs,
            arrayReduce('quantilesTDigestState(0.5, 0.95)', groupArray(total_ms)) AS total_ms,
            min(started_at) AS first_at,
            max(started_at) AS last_at
        FROM handoffs FINAL
        PREWHERE project = {project: String} AND (seam_id, toStartOfMinute(started_at)) IN touched
        WHERE NOT candidate
        GROUP BY seam_id, minute
    )
SELECT
    {project: String}, seam_id, minute, source, target, source_type, target_type, contract,
    handoffs, declared, failed_handoffs, silent_handoffs, lost, by_class, by_verdict,
    arrayMap(pair -> (pair.1, pair.2, pair.3, countEqual(pairs, pair), countEqual(failed_pairs, pair)), arrayDistinct(pairs)),
    total_ms, first_at, last_at, {version: UInt64}
FROM touched
LEFT JOIN standing USING (seam_id, minute)
LIMIT ${BUCKETS_PER_STATEMENT}`;
