-- Log records of pinned traces once more, without a lifetime. Read together with `log_records`, as `kept_log_records`.
CREATE TABLE IF NOT EXISTS pinned_log_records AS log_records
ENGINE = ReplacingMergeTree
ORDER BY (project, trace_id, span_id, content_hash)
SETTINGS min_bytes_for_wide_part = 1000000000
