-- One row a trace: what search shows of it, written by the analyser each time the trace has grown and fallen quiet.
CREATE TABLE IF NOT EXISTS traces
(
    project      LowCardinality(String)        COMMENT 'whose data this is',
    trace_id     FixedString(32)               COMMENT 'lower-case hex',
    started_at   DateTime64(9, 'UTC')          COMMENT 'its earliest span',
    duration_ms  Float64                       COMMENT 'until its latest end',
    name         String                        COMMENT 'name of the root span, or of the earliest one when the root never came',
    root_missing Bool                          COMMENT 'the root never came',
    spans        UInt32                        COMMENT 'distinct spans',
    errors       UInt32                        COMMENT 'spans with an error that is not framework control flow',
    services     Array(LowCardinality(String)) COMMENT 'service.name of its resources',
    agents       Array(LowCardinality(String)) COMMENT 'agents at work in it',
    handoffs     UInt32                        COMMENT 'handoffs with evidence in it, candidates apart',
    failed       UInt32                        COMMENT 'of those, the failed ones',
    search_text  String                        COMMENT 'lower-case names, agents, services and correlation ids, for the search box',
    version      UInt64                        COMMENT 'unix nanoseconds of the analysis that wrote it',
    INDEX by_text search_text TYPE tokenbf_v1(8192, 3, 0) GRANULARITY 1
)
ENGINE = ReplacingMergeTree(version)
PARTITION BY toYYYYMM(started_at)
ORDER BY (project, trace_id)
SETTINGS index_granularity = 128, min_bytes_for_wide_part = 1000000000, non_replicated_deduplication_window = 1000
