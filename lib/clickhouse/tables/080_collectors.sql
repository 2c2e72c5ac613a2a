-- The collectors that feed this database: each says every two seconds that it lives. What is analysed is shared out among the living.
CREATE TABLE IF NOT EXISTS collectors
(
    project    LowCardinality(String)              COMMENT 'whose data it takes',
    collector  String                              COMMENT 'its id, kept with its spool',
    started_at DateTime64(3, 'UTC')                COMMENT 'when it joined, clock of the database',
    beat_at    DateTime64(3, 'UTC') DEFAULT now64(3) COMMENT 'when it was last heard of, clock of the database',
    gone       Bool                                COMMENT 'it was stopped in an orderly way',
    version    UInt64                              COMMENT 'the latest version it has given to what it writes; orders its beats'
)
ENGINE = ReplacingMergeTree(version)
ORDER BY (project, collector)
TTL toDateTime(beat_at) + INTERVAL 30 DAY
