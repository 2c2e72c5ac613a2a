/** How many handoffs of a group of alike findings an hour and a day keep by id, the oldest. */
const EXAMPLES_MAX = 3;

const PAIR = "[(toString(source_version), toString(target_version), toString(contract_version))]";
const PAIRS = "arrayMap(one -> (one.1, one.2, one.3), versions)";
const HOUR_COLUMNS = `project, seam_id, hour, source, target, source_type, target_type, contract, handoffs, declared, failed, silent, lost,
    by_class, by_verdict, versions, total_ms, first_at, last_at, minutes, groups, version`;
const DAY_COLUMNS = HOUR_COLUMNS.replace("hour", "day").replace("minutes, ", "");

/** Columns of each hour with handoffs among those that `which` (a PREWHERE over `handoffs`) lets through. */
const hoursOf = (which: string): string => `
    SELECT *
    FROM
    (
        SELECT
            seam_id,
            toStartOfHour(started_at) AS hour,
            argMax(source, started_at) AS source,
            argMax(target, started_at) AS target,
            argMax(source_type, started_at) AS source_type,
            argMax(target_type, started_at) AS target_type,
            argMax(contract, started_at) AS contract,
            count() AS n,
            countIf(rule = 'E') AS declared,
            countIf(failed) AS failed_n,
            countIf(silent) AS silent_n,
            countIf(verdict = 'lost') AS lost,
            sumMap(mapFromArrays(arrayDistinct(finding_classes), arrayMap(class -> toUInt64(1), arrayDistinct(finding_classes)))) AS by_class,
            sumMap(map(verdict, toUInt64(1))) AS by_verdict,
            sumMap(${PAIR}, [toUInt64(1)], [toUInt64(failed)]) AS pairs,
            minMap(${PAIR}, [started_at]) AS firsts,
            maxMap(${PAIR}, [started_at]) AS lasts,
            arrayMap((one, all, bad, first, last) -> (one.1, one.2, one.3, all, bad, first, last), pairs.1, pairs.2, pairs.3, firsts.2, lasts.2) AS versions,
            quantilesTDigestStateIf(0.5, 0.95)(assumeNotNull(total_ms), isNotNull(total_ms)) AS total_ms,
            min(started_at) AS first_at,
            max(started_at) AS last_at,
            sumMap([toMinute(started_at)], [toUInt64(1)], [toUInt64(failed)]) AS by_minute,
            arrayMap((minute, all, bad) -> (minute, all, bad), by_minute.1, by_minute.2, by_minute.3) AS minutes
        FROM handoffs FINAL
        ${which}
        WHERE NOT candidate
        GROUP BY seam_id, hour
    ) AS traffic
    LEFT JOIN
    (
        SELECT seam_id, hour, groupArray((class, reason, alike, oldest, newest, examples)) AS groups
        FROM
        (
            SELECT
                seam_id, toStartOfHour(started_at) AS hour, found.1 AS class, found.2 AS reason,
                count() AS alike, min(started_at) AS oldest, max(started_at) AS newest,
                groupArraySorted(${EXAMPLES_MAX})((started_at, handoff_id)) AS examples
            FROM handoffs FINAL
            ARRAY JOIN arrayDistinct(arrayZip(finding_classes, finding_reasons)) AS found
            ${which}
            WHERE NOT candidate
            GROUP BY seam_id, hour, class, reason
        )
        GROUP BY seam_id, hour
    ) AS found USING (seam_id, hour)`;

const TOUCHED = (start: string): string => `
    touched AS
    (
        SELECT DISTINCT bucket.1 AS seam_id, toDateTime(bucket.2, 'UTC') AS ${start}
        FROM (SELECT arrayJoin(arrayZip({seamIds: Array(String)}, {starts: Array(UInt32)})) AS bucket)
    )`;

/** Recomputes hours of seams from `handoffs`: parameters project, version, limit, and the buckets as `seamIds` with `starts` in unix seconds. */
export const REFRESH_HOURS = `
INSERT INTO seams_per_hour (${HOUR_COLUMNS})
WITH ${TOUCHED("hour")}
SELECT
    {project: String}, seam_id, hour, source, target, source_type, target_type, contract, n, declared, failed_n, silent_n, lost,
    by_class, by_verdict, versions, total_ms, first_at, last_at, minutes, groups, {version: UInt64}
FROM touched
LEFT JOIN (${hoursOf("PREWHERE project = {project: String} AND (seam_id, toStartOfHour(started_at)) IN touched")}) AS standing USING (seam_id, hour)
LIMIT {limit: UInt32}`;

/** Makes all hours of a stretch of time (`from`, `to`), as if nothing had been written since: whatever is refreshed wins. */
export const FILL_HOURS = `
INSERT INTO seams_per_hour (${HOUR_COLUMNS})
SELECT
    {project: String}, seam_id, hour, source, target, source_type, target_type, contract, n, declared, failed_n, silent_n, lost,
    by_class, by_verdict, versions, total_ms, first_at, last_at, minutes, groups, 1
FROM (${hoursOf("PREWHERE project = {project: String} AND started_at >= {from: DateTime64(3, 'UTC')} AND started_at < {to: DateTime64(3, 'UTC')}")})`;

/** The days that hours add up to. */
const daysOf = (which: string): string => `
    SELECT *
    FROM
    (
        SELECT
            seam_id,
            toStartOfDay(hour) AS day,
            argMax(source, last_at) AS day_source,
            argMax(target, last_at) AS day_target,
            argMax(source_type, last_at) AS day_source_type,
            argMax(target_type, last_at) AS day_target_type,
            argMax(contract, last_at) AS day_contract,
            sum(handoffs) AS day_handoffs,
            sum(declared) AS day_declared,
            sum(failed) AS day_failed,
            sum(silent) AS day_silent,
            sum(lost) AS day_lost,
            sumMap(by_class) AS day_by_class,
            sumMap(by_verdict) AS day_by_verdict,
            sumMap(${PAIRS}, arrayMap(one -> one.4, versions), arrayMap(one -> one.5, versions)) AS pairs,
            minMap(${PAIRS}, arrayMap(one -> one.6, versions)) AS firsts,
            maxMap(${PAIRS}, arrayMap(one -> one.7, versions)) AS lasts,
            arrayMap((one, all, bad, first, last) -> (one.1, one.2, one.3, all, bad, first, last), pairs.1, pairs.2, pairs.3, firsts.2, lasts.2) AS day_versions,
            quantilesTDigestMergeState(0.5, 0.95)(total_ms) AS day_total_ms,
            min(first_at) AS day_first_at,
            max(last_at) AS day_last_at
        FROM seams_per_hour FINAL
        ${which}
        WHERE handoffs > 0
        GROUP BY seam_id, day
    ) AS traffic
    LEFT JOIN
    (
        SELECT seam_id, day, groupArray((class, reason, alike, oldest, newest, examples)) AS groups
        FROM
        (
            SELECT
                seam_id, toStartOfDay(hour) AS day, one.1 AS class, one.2 AS reason,
                sum(one.3) AS alike, min(one.4) AS oldest, max(one.5) AS newest,
                arraySlice(arraySort(groupArrayArray(one.6)), 1, ${EXAMPLES_MAX}) AS examples
            FROM seams_per_hour FINAL
            ARRAY JOIN groups AS one
            ${which}
            WHERE handoffs > 0
            GROUP BY seam_id, day, class, reason
        )
        GROUP BY seam_id, day
    ) AS found USING (seam_id, day)`;

/** Adds up days of seams from `seams_per_hour`; parameters as of `REFRESH_HOURS`. */
export const REFRESH_DAYS = `
INSERT INTO seams_per_day (${DAY_COLUMNS})
WITH ${TOUCHED("day")}
SELECT
    {project: String}, seam_id, day, day_source, day_target, day_source_type, day_target_type, day_contract, day_handoffs, day_declared, day_failed, day_silent, day_lost,
    day_by_class, day_by_verdict, day_versions, day_total_ms, day_first_at, day_last_at, groups, {version: UInt64}
FROM touched
LEFT JOIN (${daysOf("PREWHERE project = {project: String} AND (toStartOfDay(hour), seam_id) IN (SELECT day, seam_id FROM touched)")}) AS standing USING (seam_id, day)
LIMIT {limit: UInt32}`;

/** Makes all days of a stretch of time, as `FILL_HOURS` makes hours. */
export const FILL_DAYS = `
INSERT INTO seams_per_day (${DAY_COLUMNS})
SELECT
    {project: String}, seam_id, day, day_source, day_target, day_source_type, day_target_type, day_contract, day_handoffs, day_declared, day_failed, day_silent, day_lost,
    day_by_class, day_by_verdict, day_versions, day_total_ms, day_first_at, day_last_at, groups, 1
FROM (${daysOf("PREWHERE project = {project: String} AND hour >= {from: DateTime64(3, 'UTC')} AND hour < {to: DateTime64(3, 'UTC')}")})`;

/** Makes the sightings of the days of a stretch of time, as the view makes them of days that are written. Models are not among them: no rollup knows them. */
export const FILL_SIGHTINGS = `
INSERT INTO version_sightings (project, kind, subject, version, seam_id, first_at, last_at)
SELECT project, seen.1 AS kind, seen.2 AS subject, seen.3 AS version, seam_id, min(seen.4), max(seen.5)
FROM
(
    SELECT
        project,
        seam_id,
        arrayFilter(one -> one.2 != '' AND one.3 != '', arrayFlatten(arrayMap(pair -> [
            ('agent_version', toString(source), pair.1, pair.6, pair.7),
            ('agent_version', toString(target), pair.2, pair.6, pair.7),
            ('contract_version', toString(contract), pair.3, pair.6, pair.7)
        ], versions))) AS found
    FROM seams_per_day FINAL
    WHERE project = {project: String} AND day >= {from: DateTime64(3, 'UTC')} AND day < {to: DateTime64(3, 'UTC')}
)
ARRAY JOIN found AS seen
GROUP BY project, kind, subject, version, seam_id`;
