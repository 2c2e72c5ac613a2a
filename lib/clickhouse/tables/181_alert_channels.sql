-- Channels as they were saved, append-only: the latest row of a name counts.
CREATE TABLE IF NOT EXISTS alert_channels
(
    project   LowCardinality(String)                 COMMENT 'whose data this is',
    name      String                                 COMMENT 'the channel, by its name' CODEC(ZSTD(1)),
    saved_at  DateTime64(9, 'UTC') DEFAULT now64(9)  COMMENT 'when, clock of the database',
    type      LowCardinality(String)                 COMMENT 'webhook, slack, pagerduty, opsgenie, email or alertmanager',
    owners    Array(String)                          COMMENT 'teams whose alerts come here',
    by_default Bool                                  COMMENT 'takes what no other channel was named for',
    target    String                                 COMMENT 'where it leads, without secrets' CODEC(ZSTD(1)),
    settings  String                                 COMMENT 'the channel as JSON, encrypted (docs/alerts.md)' CODEC(ZSTD(1)),
    deleted   Bool                                   COMMENT 'away from then on'
)
ENGINE = MergeTree
ORDER BY (project, name, saved_at)
