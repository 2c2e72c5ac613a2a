-- The keys of log records, beside those of spans: what is only logged is joined to other traces by the same ids.
CREATE MATERIALIZED VIEW IF NOT EXISTS log_correlation_keys_view TO correlation_keys AS
SELECT DISTINCT
    project,
    keys.1 AS key_kind,
    keys.2 AS key,
    trace_id
FROM
(
    SELECT project, trace_id, arrayJoin([('handoff.id', handoff_id), ('handoff.correlation_id', correlation_id)]) AS keys
    FROM log_records
)
WHERE key != ''
