-- The other way round, as in `trace_keys`. Read together with it, as `kept_trace_keys`.
CREATE TABLE IF NOT EXISTS pinned_trace_keys AS trace_keys
ENGINE = ReplacingMergeTree
ORDER BY (project, trace_id, key_kind, key)
