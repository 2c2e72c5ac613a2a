-- Rules as they were saved, append-only: the latest row of a name counts, and one that is deleted is away. Rules that are shipped stand
-- here only once somebody changed them.
CREATE TABLE IF NOT EXISTS alert_rules
(
    project   LowCardinality(String)                 COMMENT 'whose data this is',
    name      String                                 COMMENT 'the rule, by its name' CODEC(ZSTD(1)),
    saved_at  DateTime64(9, 'UTC') DEFAULT now64(9)  COMMENT 'when, clock of the database',
    rule_id   String                                 COMMENT 'stays the same while the name does' CODEC(ZSTD(1)),
    origin    LowCardinality(String)                 COMMENT 'default, api or file',
    saved_by  String                                 COMMENT 'who, as it was said; nobody is checked' CODEC(ZSTD(1)),
    rule      String                                 COMMENT 'the rule as JSON' CODEC(ZSTD(1)),
    deleted   Bool                                   COMMENT 'away from then on'
)
ENGINE = MergeTree
ORDER BY (project, name, saved_at)
