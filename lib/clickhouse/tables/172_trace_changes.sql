-- That a trace was analysed, in the order in which that could be read; beside `handoff_changes`, for traces that have no handoff, or not yet.
CREATE TABLE IF NOT EXISTS trace_changes
(
    project  LowCardinality(String) COMMENT 'whose data this is',
    at       DateTime64(3, 'UTC')   COMMENT 'when it was written, clock of the database' CODEC(Delta, ZSTD(1)),
    trace_id FixedString(32)        COMMENT 'as in traces' CODEC(ZSTD(1)),
    failed   UInt32                 COMMENT 'as in traces',
    version  UInt64                 COMMENT 'as in traces'
)
ENGINE = MergeTree
PARTITION BY toStartOfHour(at)
ORDER BY (project, at)
TTL toDateTime(at) + INTERVAL 1 DAY
SETTINGS index_granularity = 1024, ttl_only_drop_parts = 1
