-- Traces that one collector has spans of and another one analyses. Written only while more than one lives; read by its end, a few
-- seconds back. What is lost here is found as not analysed within a minute.
CREATE TABLE IF NOT EXISTS grown_traces
(
    project  LowCardinality(String)                COMMENT 'whose data this is',
    at       DateTime64(3, 'UTC') DEFAULT now64(3) COMMENT 'when it was told, clock of the database',
    trace_id FixedString(32)                       COMMENT 'the trace to be analysed',
    lead_id  FixedString(32)                       COMMENT 'the trace by whose owner: itself, or the first of those it shares a handoff with',
    fresh    Bool                                  COMMENT 'spans were stored; otherwise it is to be judged again'
)
ENGINE = MergeTree
PARTITION BY toStartOfHour(at)
ORDER BY (project, at)
TTL toDateTime(at) + INTERVAL 1 HOUR
SETTINGS ttl_only_drop_parts = 1
