-- Keys that pinned traces carry once more, without a lifetime. Read together with `correlation_keys`, as `kept_correlation_keys`.
CREATE TABLE IF NOT EXISTS pinned_correlation_keys AS correlation_keys
ENGINE = ReplacingMergeTree
ORDER BY (project, key_kind, key, trace_id)
