-- Adds up what each block of handoffs tells for the first time, in the same insert. The bounds are those of lib/model/seam-metrics.ts.
CREATE MATERIALIZED VIEW IF NOT EXISTS seam_counters_view TO seam_counters AS
SELECT
    project,
    seam_id,
    source,
    target,
    contract,
    verdict,
    class,
    le,
    any(id) AS handoff_id,
    countIf(is_counted) AS handoffs,
    countIf(is_silent) AS silent,
    countIf(le > 0) AS latencies,
    sumIf(total_s, le > 0) AS seconds,
    maxIf((now64(3, 'UTC'), id, trace, total_s), le > 0)::Tuple(at DateTime64(3, 'UTC'), handoff String, trace String, seconds Float64) AS latest
FROM
(
    SELECT
        project, seam_id, source, target, contract, verdict, handoff_id AS id,
        has(news, 'settled') OR has(news, 'turned') AS is_counted,
        has(news, 'silent') AS is_silent,
        if(failed, substring(arrayFirst(one -> startsWith(one, 'class:'), news), 7), '') AS class,
        ifNull(total_ms, 0) / 1000 AS total_s,
        [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800, 7200, 28800, 86400] AS bounds,
        multiIf(NOT has(news, 'latency') OR isNull(total_ms), 0, total_s > 86400, inf, arrayFirst(bound -> total_s <= bound, bounds)) AS le,
        toString(trace_ids[1]) AS trace
    FROM handoffs
    WHERE is_deleted = 0 AND (has(news, 'settled') OR has(news, 'turned') OR has(news, 'silent') OR has(news, 'latency'))
)
GROUP BY project, seam_id, source, target, contract, verdict, class, le
