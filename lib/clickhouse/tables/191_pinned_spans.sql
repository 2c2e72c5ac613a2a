-- Spans of pinned traces once more, without a lifetime. Read together with `spans`, as `kept_spans`.
CREATE TABLE IF NOT EXISTS pinned_spans AS spans
ENGINE = ReplacingMergeTree
ORDER BY (project, trace_id, span_id, content_hash)
SETTINGS min_bytes_for_wide_part = 10485760, vertical_merge_algorithm_min_rows_to_activate = 1
