-- Every row of `traces`, with the moment at which it was written.
CREATE MATERIALIZED VIEW IF NOT EXISTS trace_changes_view TO trace_changes AS
SELECT project, now64(3, 'UTC') AS at, trace_id, failed, version
FROM traces
