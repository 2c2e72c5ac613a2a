-- Which tables have been filled from what was stored before they were there.
CREATE TABLE IF NOT EXISTS backfills
(
    table_name String               COMMENT 'the table that was filled',
    done_at    DateTime64(3, 'UTC') COMMENT 'when'
)
ENGINE = ReplacingMergeTree(done_at)
ORDER BY table_name
