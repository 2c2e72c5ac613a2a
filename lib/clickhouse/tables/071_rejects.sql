-- Records that were refused or changed on the way in: one row a request and reason, with a redacted sample.
CREATE TABLE IF NOT EXISTS rejects
(
    project   LowCardinality(String) COMMENT 'whose data this is',
    at        DateTime64(3, 'UTC')   COMMENT 'when the request came',
    collector String                 COMMENT 'id of the collector',
    signal    LowCardinality(String) COMMENT 'traces or logs',
    action    LowCardinality(String) COMMENT 'rejected or altered',
    reason    LowCardinality(String) COMMENT 'field of the OTLP proto, or name of a limit',
    message   String                 COMMENT 'the field, what was expected, what was found' CODEC(ZSTD(1)),
    records   UInt64                 COMMENT 'how many records of the request; 0 when none could be told apart',
    service   LowCardinality(String) COMMENT 'service.name of the sample, empty when unknown',
    sample    String                 COMMENT 'the record, or the start of the request, redacted and cut' CODEC(ZSTD(3))
)
ENGINE = MergeTree
PARTITION BY toMonday(at)
ORDER BY (project, at, reason)
TTL toDateTime(at) + INTERVAL 30 DAY
SETTINGS ttl_only_drop_parts = 1, non_replicated_deduplication_window = 1000
