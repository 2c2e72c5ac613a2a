-- The traces once more in order of time. An earlier span moves a trace to an earlier place and leaves the old row behind, so whoever
-- finds one here looks into `traces` whether it still is like that.
CREATE TABLE IF NOT EXISTS traces_by_time
(
    project     LowCardinality(String)        COMMENT 'whose data this is',
    started_at  DateTime64(9, 'UTC')          COMMENT 'as in traces' CODEC(Delta, ZSTD(1)),
    trace_id    FixedString(32)               COMMENT 'as in traces' CODEC(ZSTD(1)),
    services    Array(LowCardinality(String)) COMMENT 'as in traces',
    agents      Array(LowCardinality(String)) COMMENT 'as in traces',
    failed      UInt32                        COMMENT 'as in traces',
    search_text String                        COMMENT 'as in traces' CODEC(ZSTD(1)),
    version     UInt64                        COMMENT 'as in traces',
    INDEX by_text search_text TYPE ngrambf_v1(4, 32768, 2, 0) GRANULARITY 1,
    INDEX by_agent agents TYPE bloom_filter(0.01) GRANULARITY 1,
    INDEX by_service services TYPE bloom_filter(0.01) GRANULARITY 1,
    INDEX by_failed failed TYPE minmax GRANULARITY 1
)
ENGINE = ReplacingMergeTree(version)
PARTITION BY toYYYYMM(started_at)
ORDER BY (project, started_at, trace_id)
SETTINGS index_granularity = 1024, min_bytes_for_wide_part = 1000000000, non_replicated_deduplication_window = 1000
