-- Grain: one attempt to deliver one notification to one channel. Append-only. What has an event in alert_transitions, and no row here that
-- says delivered or gave_up, is still to be delivered.
CREATE TABLE IF NOT EXISTS alert_deliveries
(
    project    LowCardinality(String)                COMMENT 'whose data this is',
    key        String                                COMMENT 'idempotency key: firing, event and channel' CODEC(ZSTD(1)),
    attempt    UInt32                                COMMENT 'the first is 1',
    firing_id  String                                COMMENT 'the firing' CODEC(ZSTD(1)),
    event      LowCardinality(String)                COMMENT 'open, resolve, suppressed or test',
    channel    LowCardinality(String)                COMMENT 'the channel, by its name',
    at         DateTime64(3, 'UTC')                  COMMENT 'when it was tried',
    outcome    LowCardinality(String)                COMMENT 'delivered, failed or gave_up',
    status     Nullable(UInt16)                      COMMENT 'of HTTP',
    error      String                                COMMENT 'empty when it was delivered' CODEC(ZSTD(1)),
    took_ms    UInt32                                COMMENT 'how long it took',
    next_at    Nullable(DateTime64(3, 'UTC'))        COMMENT 'when it is tried again',
    INDEX by_firing firing_id TYPE bloom_filter(0.001) GRANULARITY 1
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(at)
ORDER BY (project, key, attempt)
SETTINGS non_replicated_deduplication_window = 1000
