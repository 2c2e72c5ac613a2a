-- The fan-out that a span says it belongs to: its workers and whoever joins their results may each be in a trace of their own.
-- Spans stored before this view was there are not in it.
CREATE MATERIALIZED VIEW IF NOT EXISTS group_keys_view TO correlation_keys AS
SELECT DISTINCT
    project,
    'handoff.group.id' AS key_kind,
    attributes['handoff.group.id'] AS key,
    trace_id
FROM spans
WHERE key != ''
