-- Which traces speak of the same handoff, or take up each other's work. Filled by the views below at the moment the spans are
-- stored, so that two traces analysed at the same time both see it; ids of open tool calls by collector/analyse/read-related.ts.
CREATE TABLE IF NOT EXISTS correlation_keys
(
    project    LowCardinality(String) COMMENT 'whose data this is',
    key_kind   LowCardinality(String) COMMENT 'the attribute that holds the key, e.g. handoff.id',
    key        String                 COMMENT 'its value',
    trace_id   FixedString(32)        COMMENT 'a trace with a span, event or link that carries the key'
)
ENGINE = ReplacingMergeTree
ORDER BY (project, key_kind, key, trace_id)
SETTINGS non_replicated_deduplication_window = 1000
