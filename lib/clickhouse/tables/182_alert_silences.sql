-- Silences and maintenance windows, append-only: the latest row of an id counts.
CREATE TABLE IF NOT EXISTS alert_silences
(
    project    LowCardinality(String)                 COMMENT 'whose data this is',
    silence_id String                                 COMMENT 'the silence' CODEC(ZSTD(1)),
    saved_at   DateTime64(9, 'UTC') DEFAULT now64(9)  COMMENT 'when, clock of the database',
    starts_at  DateTime64(3, 'UTC')                   COMMENT 'from when on nothing is told',
    ends_at    DateTime64(3, 'UTC')                   COMMENT 'until when',
    ended_at   Nullable(DateTime64(3, 'UTC'))         COMMENT 'ended before its time',
    silence    String                                 COMMENT 'the silence as JSON' CODEC(ZSTD(1))
)
ENGINE = MergeTree
ORDER BY (project, silence_id, saved_at)
