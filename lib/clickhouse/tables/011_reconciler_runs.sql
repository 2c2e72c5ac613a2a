-- What the reconciler did: the clock's part of the analysis (deadlines that passed, gates that are overdue). One row when it found
-- something and at least one a minute, so that its own absence shows.
CREATE TABLE IF NOT EXISTS reconciler_runs
(
    project     LowCardinality(String) COMMENT 'whose data was looked at',
    started_at  DateTime64(3, 'UTC')   COMMENT 'start of the last round the row speaks of',
    duration_ms UInt32                 COMMENT 'how long that round took',
    rounds      UInt32                 COMMENT 'rounds since the row before, this one included',
    due         UInt32                 COMMENT 'handoffs that became due in these rounds and were judged anew',
    error       String                 COMMENT 'why the last round failed; empty when it did not'
)
ENGINE = MergeTree
ORDER BY (project, started_at)
TTL toDateTime(started_at) + INTERVAL 90 DAY
