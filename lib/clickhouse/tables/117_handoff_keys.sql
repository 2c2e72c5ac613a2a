-- Where to look for a handoff: by its id, by a trace with evidence of it, by its task; and by a task that is but the id of a trace, where
-- another trace has part in it. What stood here once stays here, so whoever
-- finds a place looks into `handoffs` whether the handoff still stands there and still is what was asked for.
CREATE TABLE IF NOT EXISTS handoff_keys
(
    project    LowCardinality(String) COMMENT 'whose data this is',
    key_kind   LowCardinality(String) COMMENT 'handoff, trace, task or linked',
    key        String                 COMMENT 'handoff_id, one of trace_ids, or, of the other two, correlation_id' CODEC(ZSTD(1)),
    seam_id    LowCardinality(String) COMMENT 'part of its place in handoffs',
    started_at DateTime64(9, 'UTC')   COMMENT 'part of its place in handoffs' CODEC(ZSTD(1)),
    handoff_id String                 COMMENT 'part of its place in handoffs' CODEC(ZSTD(1))
)
ENGINE = ReplacingMergeTree
ORDER BY (project, key_kind, key, seam_id, started_at, handoff_id)
SETTINGS index_granularity = 1024, min_bytes_for_wide_part = 1000000000, non_replicated_deduplication_window = 1000
