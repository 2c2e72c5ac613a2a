-- Grain: a change of state of one alert instance (a rule on a seam, on a group, on the product itself). Append-only, and the one truth about
-- alerts: the latest row of an instance is its state, and rows with an event are what must be told. One row is written or it is not,
-- so a process that is killed can neither forget a notification nor invent one; alert_deliveries says which were delivered.
CREATE TABLE IF NOT EXISTS alert_transitions
(
    project       LowCardinality(String)                COMMENT 'whose data this is',
    rule_id       String                                COMMENT 'the rule' CODEC(ZSTD(1)),
    seam_id       String                                COMMENT 'the seam; empty for a group, or the product itself' CODEC(ZSTD(1)),
    detail        String                                COMMENT 'what tells instances on one seam apart, else empty' CODEC(ZSTD(1)),
    at            DateTime64(3, 'UTC')                  COMMENT 'of the evaluation that changed it',
    written_at    DateTime64(9, 'UTC') DEFAULT now64(9) COMMENT 'clock of the database',
    state         LowCardinality(String)                COMMENT 'ok, pending, firing or no_data',
    since         DateTime64(3, 'UTC')                  COMMENT 'when it entered this state',
    firing_id     String                                COMMENT 'the firing, empty before the first' CODEC(ZSTD(1)),
    event         LowCardinality(String)                COMMENT 'what is to be told: open, resolve, suppressed, or empty',
    channels      Array(String)                         COMMENT 'to whom, by the names of channels',
    suppressed_by String                                COMMENT 'silence:<id> or firing:<id>; empty: told' CODEC(ZSTD(1)),
    value         Nullable(Float64)                     COMMENT 'what was measured, in the unit of the metric',
    n             UInt64                                COMMENT 'handoffs it rests on',
    message       String                                COMMENT 'everything a notification says, as JSON, with its samples' CODEC(ZSTD(3)),
    memory        String                                COMMENT 'what the evaluator must remember beside all this to go on after a restart, as JSON; empty when that is nothing' CODEC(ZSTD(1)),
    write_before  DateTime64(3, 'UTC') DEFAULT toDateTime64('2200-01-01 00:00:00', 3, 'UTC') COMMENT 'the database refuses the row later than that: its writer no longer knows what holds',
    INDEX by_firing firing_id TYPE bloom_filter(0.001) GRANULARITY 1,
    CONSTRAINT in_time CHECK written_at <= write_before
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(at)
ORDER BY (project, rule_id, seam_id, detail, at)
SETTINGS non_replicated_deduplication_window = 1000
