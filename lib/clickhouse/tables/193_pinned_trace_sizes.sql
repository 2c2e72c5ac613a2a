-- How much each pinned trace takes: what the limit of pins is held against.
CREATE TABLE IF NOT EXISTS pinned_trace_sizes
(
    project  LowCardinality(String)                COMMENT 'whose data this is',
    trace_id FixedString(32)                       COMMENT 'a trace whose evidence lies in the tables pinned_*',
    at       DateTime64(3, 'UTC') DEFAULT now64(3) COMMENT 'when it was measured, clock of the database',
    bytes    UInt64                                COMMENT 'of its spans, log records and handoffs, before compression'
)
ENGINE = ReplacingMergeTree(at)
ORDER BY (project, trace_id)
