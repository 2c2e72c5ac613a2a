-- Adds up what each block of handoffs tells for the first time, in the same insert.
CREATE MATERIALIZED VIEW IF NOT EXISTS seam_judgements_view TO seam_judgements AS
SELECT
    project,
    seam_id,
    toStartOfMinute(now('UTC')) AS minute,
    any(handoff_id) AS handoff_id,
    anyLast(source) AS source,
    anyLast(target) AS target,
    anyLast(contract) AS contract,
    countIf(has(news, 'settled') OR has(news, 'turned')) AS handoffs,
    countIf(has(news, 'turned')) AS turned,
    countIf(has(news, 'failed')) AS failed,
    countIf(has(news, 'silent')) AS silent,
    countIf(has(news, 'healed')) AS healed,
    countIf(has(news, 'latency')) AS measured,
    sumMap(if(classes = '', CAST(map(), 'Map(String, UInt64)'), map(classes, toUInt64(1)))) AS by_classes,
    sumMap(if(reached = '', CAST(map(), 'Map(String, UInt64)'), map(reached, toUInt64(1)))) AS by_verdict,
    quantilesTDigestStateIf(0.5, 0.9, 0.95, 0.99)(assumeNotNull(total_ms), has(news, 'latency') AND isNotNull(total_ms)) AS total_ms
FROM
(
    SELECT
        project, seam_id, handoff_id, source, target, contract, news, total_ms,
        arrayStringConcat(arraySort(arrayMap(one -> substring(one, 7), arrayFilter(one -> startsWith(one, 'class:'), news))), ',') AS found,
        if(found != '' AND silent, concat('~', found), found) AS classes,
        substring(arrayFirst(one -> startsWith(one, 'verdict:'), news), 9) AS reached
    FROM handoffs
    WHERE notEmpty(news)
)
GROUP BY project, seam_id, minute
