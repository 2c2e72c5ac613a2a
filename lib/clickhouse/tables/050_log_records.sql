-- Log records that tell of a handoff or of what a model read, one row a record; all others are counted and not kept. Read by
-- trace. A record sent twice is the same row twice and merges into one.
CREATE TABLE IF NOT EXISTS log_records
(
    project                           LowCardinality(String)               COMMENT 'whose data this is',
    trace_id                          FixedString(32)                      COMMENT 'lower-case hex; made from handoff.id and resource where the record names none',
    span_id                           String                               COMMENT 'lower-case hex, empty where the record names none',
    flags                             UInt32                               COMMENT 'W3C trace flags',
    time_unix_nano                    UInt64                               COMMENT 'exactly as sent, 0 where none was told' CODEC(Delta, ZSTD(1)),
    observed_unix_nano                UInt64                               COMMENT 'exactly as sent' CODEC(Delta, ZSTD(1)),
    event_name                        LowCardinality(String)               COMMENT 'as sent; older SDKs have it in attributes[event.name] instead',
    severity_number                   UInt8                                COMMENT '1 to 24, 0 where none was told',
    severity_text                     LowCardinality(String)               COMMENT 'as sent',
    body                              String                               COMMENT 'a string as it is, everything else by body_type' CODEC(ZSTD(1)),
    body_type                         LowCardinality(String)               COMMENT 'empty for a string, else as in attribute_types',
    attributes                        Map(LowCardinality(String), String)  COMMENT 'strings as they are, everything else by attribute_types' CODEC(ZSTD(1)),
    attribute_types                   Map(LowCardinality(String), LowCardinality(String)) COMMENT 'type of each attribute that is not a string: int, double, bool, bytes, array, kvlist, empty' CODEC(ZSTD(1)),
    dropped_attributes_count          UInt32                               COMMENT 'as sent',
    handoff_id                        String                               COMMENT 'handoff.id of attributes or body, empty where there is none' CODEC(ZSTD(1)),
    correlation_id                    String                               COMMENT 'handoff.correlation_id of attributes or body, empty where there is none' CODEC(ZSTD(1)),
    resource_attributes               Map(LowCardinality(String), String)  COMMENT 'of the resource' CODEC(ZSTD(1)),
    resource_attribute_types          Map(LowCardinality(String), LowCardinality(String)) COMMENT 'as attribute_types' CODEC(ZSTD(1)),
    resource_dropped_attributes_count UInt32                               COMMENT 'as sent',
    resource_schema_url               LowCardinality(String)               COMMENT 'as sent',
    scope_name                        LowCardinality(String)               COMMENT 'instrumentation scope',
    scope_version                     LowCardinality(String)               COMMENT 'instrumentation scope',
    scope_attributes                  Map(LowCardinality(String), String)  COMMENT 'of the scope' CODEC(ZSTD(1)),
    scope_attribute_types             Map(LowCardinality(String), LowCardinality(String)) COMMENT 'as attribute_types' CODEC(ZSTD(1)),
    scope_dropped_attributes_count    UInt32                               COMMENT 'as sent',
    scope_schema_url                  LowCardinality(String)               COMMENT 'as sent',
    received_at                       DateTime64(3, 'UTC') DEFAULT now64(3) COMMENT 'our clock; retention and partitions go by it',
    content_hash                      UInt64 MATERIALIZED cityHash64(
                                          time_unix_nano, observed_unix_nano, event_name, severity_number, body, body_type,
                                          attributes, resource_attributes, scope_name)
                                                                           COMMENT 'tells a record sent again from another one of the same span'
)
ENGINE = ReplacingMergeTree
PARTITION BY toMonday(received_at)
ORDER BY (project, trace_id, span_id, content_hash)
SETTINGS min_bytes_for_wide_part = 1000000000, non_replicated_deduplication_window = 1000
