-- What is told of a handoff when retention has removed it: who handed what to whom, when, what became of it. No payloads, a few hundred
-- bytes at most, and no lifetime, so that no link to a handoff ever leads nowhere.
CREATE TABLE IF NOT EXISTS handoff_tombstones
(
    project         LowCardinality(String)         COMMENT 'whose data this is',
    handoff_id      String                         COMMENT 'as in handoffs' CODEC(ZSTD(3)),
    seam_id         LowCardinality(String)         COMMENT 'as in handoffs',
    started_at      DateTime64(9, 'UTC')           COMMENT 'as in handoffs' CODEC(ZSTD(3)),
    source          LowCardinality(String)         COMMENT 'as in handoffs',
    target          LowCardinality(String)         COMMENT 'as in handoffs',
    contract        LowCardinality(String)         COMMENT 'as in handoffs',
    candidate       Bool                           COMMENT 'as in handoffs',
    verdict         LowCardinality(String)         COMMENT 'as in handoffs',
    failed          Bool                           COMMENT 'as in handoffs',
    silent          Bool                           COMMENT 'as in handoffs',
    finding_classes Array(LowCardinality(String))  COMMENT 'the first eight',
    finding_reasons Array(String)                  COMMENT 'of the first three, 120 characters each' CODEC(ZSTD(3)),
    correlation_id  String                         COMMENT 'its first 256 characters' CODEC(ZSTD(3)),
    trace_ids       Array(FixedString(32))         COMMENT 'the first four' CODEC(ZSTD(3)),
    version         UInt64                         COMMENT 'as in handoffs' CODEC(ZSTD(3)),
    is_deleted      UInt8                          COMMENT 'as in handoffs',
    INDEX by_trace trace_ids TYPE bloom_filter(0.001) GRANULARITY 1,
    INDEX by_task correlation_id TYPE bloom_filter(0.001) GRANULARITY 1
)
ENGINE = ReplacingMergeTree(version, is_deleted)
ORDER BY (project, handoff_id, seam_id, started_at)
SETTINGS index_granularity = 1024, min_bytes_for_wide_part = 1000000000, non_replicated_deduplication_window = 1000
