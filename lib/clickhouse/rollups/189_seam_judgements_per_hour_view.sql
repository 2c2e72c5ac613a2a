-- Adds up the minutes of each insert.
CREATE MATERIALIZED VIEW IF NOT EXISTS seam_judgements_per_hour_view TO seam_judgements_per_hour AS
SELECT
    project,
    seam_id,
    toStartOfHour(minute) AS hour,
    any(handoff_id) AS handoff_id,
    anyLast(source) AS source,
    anyLast(target) AS target,
    anyLast(contract) AS contract,
    sum(handoffs) AS handoffs,
    sum(turned) AS turned,
    sum(failed) AS failed,
    sum(silent) AS silent,
    sum(healed) AS healed,
    sum(measured) AS measured,
    sumMap(by_classes) AS by_classes,
    sumMap(by_verdict) AS by_verdict,
    quantilesTDigestMergeState(0.5, 0.9, 0.95, 0.99)(total_ms) AS total_ms
FROM seam_judgements
GROUP BY project, seam_id, hour
