-- The other way round: which keys a trace carries, to walk from trace to trace. The same rows as `correlation_keys`.
CREATE TABLE IF NOT EXISTS trace_keys
(
    project    LowCardinality(String) COMMENT 'whose data this is',
    trace_id   FixedString(32)        COMMENT 'a trace with a span, event or link that carries the key',
    key_kind   LowCardinality(String) COMMENT 'the attribute that holds the key, e.g. handoff.id',
    key        String                 COMMENT 'its value'
)
ENGINE = ReplacingMergeTree
ORDER BY (project, trace_id, key_kind, key)
SETTINGS non_replicated_deduplication_window = 1000
