-- Asked for with a push: handoffs that are stored already are judged again, by the contracts in force. Append-only.
CREATE TABLE IF NOT EXISTS recheck_requests
(
    project       LowCardinality(String) COMMENT 'whose data this is',
    requested_at  DateTime64(9, 'UTC')   COMMENT 'our clock; the analyser works requests off in this order',
    contract_name LowCardinality(String) COMMENT 'the contract whose handoffs are judged again',
    `from`        DateTime64(9, 'UTC')   COMMENT 'handoffs that started here or later',
    `to`          DateTime64(9, 'UTC')   COMMENT 'and before this',
    reason        String                 COMMENT 'why, in a sentence'
)
ENGINE = MergeTree
ORDER BY (project, requested_at)
SETTINGS non_replicated_deduplication_window = 1000
