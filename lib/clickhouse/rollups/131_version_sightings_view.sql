-- Versions of every day of a seam whenever it is recomputed.
CREATE MATERIALIZED VIEW IF NOT EXISTS version_sightings_view TO version_sightings AS
SELECT project, seen.1 AS kind, seen.2 AS subject, seen.3 AS version, seam_id, min(seen.4) AS first_at, max(seen.5) AS last_at
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
    FROM seams_per_day
)
ARRAY JOIN found AS seen
GROUP BY project, kind, subject, version, seam_id
