-- What the evaluator of alert rules did: one row for each moment at which rules were evaluated, so that its own absence shows, and so that
-- after a restart it is known since when nobody had looked.
CREATE TABLE IF NOT EXISTS alert_rounds
(
    project     LowCardinality(String)                COMMENT 'whose data was looked at',
    at          DateTime64(3, 'UTC')                  COMMENT 'the moment that was evaluated, clock of the database',
    written_at  DateTime64(3, 'UTC') DEFAULT now64(3) COMMENT 'clock of the database',
    evaluator   String                                COMMENT 'id of the collector' CODEC(ZSTD(1)),
    duration_ms UInt32                                COMMENT 'how long it took, measuring and storing included',
    every_ms    Array(UInt32)                         COMMENT 'intervals of the rules that were evaluated; empty when it failed',
    rules       UInt32                                COMMENT 'rules that were evaluated',
    instances   UInt32                                COMMENT 'instances that are not well after it',
    firing      UInt32                                COMMENT 'of those, firing',
    transitions UInt32                                COMMENT 'changes of state that it stored',
    error       String                                COMMENT 'why it failed; empty when it did not' CODEC(ZSTD(1))
)
ENGINE = MergeTree
ORDER BY (project, at)
TTL toDateTime(at) + INTERVAL 30 DAY
SETTINGS non_replicated_deduplication_window = 1000
