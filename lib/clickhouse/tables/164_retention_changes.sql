-- How long each kind of data has been kept, and since when: append-only, one row a change. It tells from which moment on data is whole,
-- also after a retention was made longer again.
CREATE TABLE IF NOT EXISTS retention_changes
(
    kind LowCardinality(String)                COMMENT 'spans, payloads, handoffs or rejects',
    at   DateTime64(3, 'UTC') DEFAULT now64(3) COMMENT 'since when, clock of the database',
    days UInt32                                COMMENT 'how many days are kept; 0: for ever'
)
ENGINE = MergeTree
ORDER BY (kind, at)
