-- That a handoff was written or taken away, in the order in which that could be read: what open pages are told. A day long; whoever was away
-- longer reads anew.
CREATE TABLE IF NOT EXISTS handoff_changes
(
    project        LowCardinality(String)             COMMENT 'whose data this is',
    at             DateTime64(3, 'UTC')               COMMENT 'when it was written, clock of the database' CODEC(Delta, ZSTD(1)),
    handoff_id     String                             COMMENT 'as in handoffs' CODEC(ZSTD(1)),
    seam_id        LowCardinality(String)             COMMENT 'as in handoffs',
    verdict        LowCardinality(String)             COMMENT 'as in handoffs',
    failed         Bool                               COMMENT 'as in handoffs',
    candidate      Bool                               COMMENT 'as in handoffs',
    correlation_id String                             COMMENT 'as in handoffs' CODEC(ZSTD(1)),
    trace_ids      Array(FixedString(32))             COMMENT 'as in handoffs' CODEC(ZSTD(1)),
    version        UInt64                             COMMENT 'as in handoffs',
    is_deleted     UInt8                              COMMENT 'as in handoffs'
)
ENGINE = MergeTree
PARTITION BY toStartOfHour(at)
ORDER BY (project, at)
TTL toDateTime(at) + INTERVAL 1 DAY
SETTINGS index_granularity = 1024, ttl_only_drop_parts = 1
