-- How far the analyser has come with each request of `recheck_requests`; without a row it has not begun. A restart goes on
-- where this ends.
CREATE TABLE IF NOT EXISTS recheck_progress
(
    project       LowCardinality(String) COMMENT 'whose data this is',
    requested_at  DateTime64(9, 'UTC')   COMMENT 'of the request',
    contract_name LowCardinality(String) COMMENT 'of the request',
    up_to         DateTime64(9, 'UTC')   COMMENT 'handoffs of the window that started before this have been judged again',
    after_id      String                 COMMENT 'and of those that started at up_to, the ones up to this id',
    done          Bool                   COMMENT 'the window is through',
    queued        UInt64                 COMMENT 'traces judged again so far',
    version       UInt64                 COMMENT 'unix nanoseconds of the writing'
)
ENGINE = ReplacingMergeTree(version)
ORDER BY (project, requested_at, contract_name)
SETTINGS non_replicated_deduplication_window = 1000
