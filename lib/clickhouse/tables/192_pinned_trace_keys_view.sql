-- As trace_keys_view.
CREATE MATERIALIZED VIEW IF NOT EXISTS pinned_trace_keys_view TO pinned_trace_keys AS
SELECT project, trace_id, key_kind, key
FROM pinned_correlation_keys
