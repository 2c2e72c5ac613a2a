-- Every span as it came, one row a span. Read by trace; agents and seams by time are read from `handoffs` and `traces`.
-- A span sent twice is the same row twice and merges into one; the same id with other content is kept beside it.
CREATE TABLE IF NOT EXISTS spans
(
    project                           LowCardinality(String)               COMMENT 'whose data this is',
    trace_id                          FixedString(32)                      COMMENT 'lower-case hex',
    span_id                           FixedString(16)                      COMMENT 'lower-case hex',
    parent_span_id                    String                               COMMENT 'lower-case hex, empty on a root',
    trace_state                       String                               COMMENT 'W3C tracestate',
    flags                             UInt32                               COMMENT 'OTLP span flags',
    name                              LowCardinality(String)               COMMENT 'span name',
    kind                              LowCardinality(String)               COMMENT 'unspecified, internal, server, client, producer or consumer',
    start_unix_nano                   UInt64                               COMMENT 'exactly as sent, however absurd' CODEC(Delta, ZSTD(1)),
    end_unix_nano                     UInt64                               COMMENT 'exactly as sent' CODEC(Delta, ZSTD(1)),
    status_code                       LowCardinality(String)               COMMENT 'unset, ok or error, as sent',
    status_message                    String                               COMMENT 'as sent' CODEC(ZSTD(1)),
    attributes                        Map(LowCardinality(String), String)  COMMENT 'strings as they are, everything else by attribute_types' CODEC(ZSTD(1)),
    attribute_types                   Map(LowCardinality(String), LowCardinality(String)) COMMENT 'type of each attribute that is not a string: int, double, bool, bytes, array, kvlist, empty' CODEC(ZSTD(1)),
    dropped_attributes_count          UInt32                               COMMENT 'as sent',
    events                            Nested(
                                          time_unix_nano UInt64,
                                          name LowCardinality(String),
                                          attributes Map(LowCardinality(String), String),
                                          attribute_types Map(LowCardinality(String), LowCardinality(String)),
                                          dropped_attributes_count UInt32
                                      )                                    COMMENT 'span events in the order sent',
    dropped_events_count              UInt32                               COMMENT 'as sent',
    links                             Nested(
                                          trace_id String,
                                          span_id String,
                                          trace_state String,
                                          flags UInt32,
                                          attributes Map(LowCardinality(String), String),
                                          attribute_types Map(LowCardinality(String), LowCardinality(String)),
                                          dropped_attributes_count UInt32
                                      )                                    COMMENT 'span links in the order sent',
    dropped_links_count               UInt32                               COMMENT 'as sent',
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
    received_at                       DateTime64(3, 'UTC') DEFAULT now64(3) COMMENT 'our clock; retention and partitions go by it, so that no absurd span time can move a partition',
    content_hash                      UInt64 MATERIALIZED cityHash64(
                                          parent_span_id, name, kind, start_unix_nano, end_unix_nano, status_code, status_message,
                                          attributes, `events.name`, `events.attributes`,
                                          `links.span_id`, resource_attributes)
                                                                           COMMENT 'tells a span sent again from another one with the same id'
)
ENGINE = ReplacingMergeTree
PARTITION BY toMonday(received_at)
ORDER BY (project, trace_id, span_id, content_hash)
SETTINGS min_bytes_for_wide_part = 10485760, vertical_merge_algorithm_min_rows_to_activate = 1, non_replicated_deduplication_window = 1000
