-- Handoffs with evidence in pinned traces once more, payloads included, without a lifetime. Read together with `handoffs`, as `kept_handoffs`.
-- Its columns are written out: made after `handoffs`, `detail` would get the lifetime that payloads have there.
CREATE TABLE IF NOT EXISTS pinned_handoffs
(
    project          LowCardinality(String)         COMMENT 'as in handoffs',
    seam_id          String                         COMMENT 'as in handoffs',
    started_at       DateTime64(9, 'UTC')           COMMENT 'as in handoffs',
    handoff_id       String                         COMMENT 'as in handoffs',
    candidate        Bool                           COMMENT 'as in handoffs',
    source           LowCardinality(String)         COMMENT 'as in handoffs',
    target           LowCardinality(String)         COMMENT 'as in handoffs',
    source_type      LowCardinality(String)         COMMENT 'as in handoffs',
    target_type      LowCardinality(String)         COMMENT 'as in handoffs',
    contract         LowCardinality(String)         COMMENT 'as in handoffs',
    source_version   LowCardinality(String)         COMMENT 'as in handoffs',
    target_version   LowCardinality(String)         COMMENT 'as in handoffs',
    contract_version LowCardinality(String)         COMMENT 'as in handoffs',
    rule             LowCardinality(String)         COMMENT 'as in handoffs',
    verdict          LowCardinality(String)         COMMENT 'as in handoffs',
    failed           Bool                           COMMENT 'as in handoffs',
    silent           Bool                           COMMENT 'as in handoffs',
    total_ms         Nullable(Float64)              COMMENT 'as in handoffs',
    transit_ms       Nullable(Float64)              COMMENT 'as in handoffs',
    gate_ms          Nullable(Float64)              COMMENT 'as in handoffs',
    queue_ms         Nullable(Float64)              COMMENT 'as in handoffs',
    work_ms          Nullable(Float64)              COMMENT 'as in handoffs',
    deadline_at      Nullable(DateTime64(9, 'UTC')) COMMENT 'as in handoffs',
    correlation_id   String                         COMMENT 'as in handoffs',
    trace_ids        Array(FixedString(32))         COMMENT 'as in handoffs',
    finding_classes  Array(LowCardinality(String))  COMMENT 'as in handoffs',
    finding_reasons  Array(String)                  COMMENT 'as in handoffs',
    summary          String                         COMMENT 'as in handoffs' CODEC(ZSTD(1)),
    detail           String                         COMMENT 'as in handoffs' CODEC(ZSTD(3)),
    version          UInt64                         COMMENT 'as in handoffs',
    is_deleted       UInt8                          COMMENT 'as in handoffs',
    told             Array(LowCardinality(String))  COMMENT 'as in handoffs',
    news             Array(LowCardinality(String))  COMMENT 'as in handoffs'
)
ENGINE = ReplacingMergeTree(version, is_deleted)
ORDER BY (project, seam_id, started_at, handoff_id)
SETTINGS index_granularity = 1024, min_bytes_for_wide_part = 1000000000
