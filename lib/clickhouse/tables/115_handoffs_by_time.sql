-- The handoffs once more in order of time, without their evidence: lists over all seams, workflows by their latest handoff, what waits and
-- what is overdue, without reading history.
-- The same columns tell its rows apart as those of `handoffs`, so a row that goes there goes here too.
CREATE TABLE IF NOT EXISTS handoffs_by_time
(
    project         LowCardinality(String)         COMMENT 'whose data this is',
    started_at      DateTime64(9, 'UTC')           COMMENT 'as in handoffs' CODEC(Delta, ZSTD(1)),
    handoff_id      String                         COMMENT 'as in handoffs' CODEC(ZSTD(1)),
    seam_id         LowCardinality(String)         COMMENT 'as in handoffs',
    source          LowCardinality(String)         COMMENT 'as in handoffs',
    target          LowCardinality(String)         COMMENT 'as in handoffs',
    candidate       Bool                           COMMENT 'as in handoffs',
    verdict         LowCardinality(String)         COMMENT 'as in handoffs',
    failed          Bool                           COMMENT 'as in handoffs',
    deadline_at     Nullable(DateTime64(9, 'UTC')) COMMENT 'as in handoffs' CODEC(ZSTD(1)),
    correlation_id  String                         COMMENT 'as in handoffs' CODEC(ZSTD(1)),
    trace_ids       Array(FixedString(32))         COMMENT 'as in handoffs' CODEC(ZSTD(1)),
    finding_classes Array(LowCardinality(String))  COMMENT 'as in handoffs',
    summary         String                         COMMENT 'as in handoffs' CODEC(ZSTD(1)),
    version         UInt64                         COMMENT 'as in handoffs',
    is_deleted      UInt8                          COMMENT 'as in handoffs',
    INDEX by_task lowerUTF8(correlation_id) TYPE ngrambf_v1(4, 16384, 2, 0) GRANULARITY 1,
    INDEX by_class finding_classes TYPE set(100) GRANULARITY 4,
    INDEX by_verdict verdict TYPE set(20) GRANULARITY 4,
    INDEX by_failed failed TYPE minmax GRANULARITY 4
)
ENGINE = ReplacingMergeTree(version, is_deleted)
PARTITION BY toYYYYMM(started_at)
ORDER BY (project, started_at, handoff_id, seam_id)
SETTINGS index_granularity = 1024, min_bytes_for_wide_part = 1000000000, non_replicated_deduplication_window = 1000
