-- Summaries of pinned traces once more, without a lifetime. Read together with `traces`, as `kept_traces`.
CREATE TABLE IF NOT EXISTS pinned_traces AS traces
ENGINE = ReplacingMergeTree(version)
ORDER BY (project, trace_id)
SETTINGS index_granularity = 128, min_bytes_for_wide_part = 1000000000
