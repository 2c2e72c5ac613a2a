-- Where to look for a pinned handoff, as in `handoff_keys`. Read together with it, as `kept_handoff_keys`.
CREATE TABLE IF NOT EXISTS pinned_handoff_keys AS handoff_keys
ENGINE = ReplacingMergeTree
ORDER BY (project, key_kind, key, seam_id, started_at, handoff_id)
SETTINGS index_granularity = 1024, min_bytes_for_wide_part = 1000000000
