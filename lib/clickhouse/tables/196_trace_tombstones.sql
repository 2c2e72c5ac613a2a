-- What is told of a trace when retention has removed it. No lifetime, as `handoff_tombstones`.
CREATE TABLE IF NOT EXISTS trace_tombstones
(
    project     LowCardinality(String)        COMMENT 'whose data this is',
    trace_id    FixedString(32)               COMMENT 'as in traces',
    started_at  DateTime64(9, 'UTC')          COMMENT 'as in traces' CODEC(ZSTD(3)),
    duration_ms Float64                       COMMENT 'as in traces' CODEC(ZSTD(3)),
    name        LowCardinality(String)        COMMENT 'its first 120 characters',
    spans       UInt32                        COMMENT 'as in traces',
    errors      UInt32                        COMMENT 'as in traces',
    agents      Array(LowCardinality(String)) COMMENT 'the first sixteen',
    handoffs    UInt32                        COMMENT 'as in traces',
    failed      UInt32                        COMMENT 'as in traces',
    version     UInt64                        COMMENT 'as in traces' CODEC(ZSTD(3))
)
ENGINE = ReplacingMergeTree(version)
ORDER BY (project, trace_id)
SETTINGS index_granularity = 1024, min_bytes_for_wide_part = 1000000000, non_replicated_deduplication_window = 1000
