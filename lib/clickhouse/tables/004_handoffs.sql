-- One row a handoff, replaced whenever its evidence grows. A handoff whose sort key changes (an earlier leg arrived, the
-- contract became known) is deleted under the old key and written under the new one, in one insert.
CREATE TABLE IF NOT EXISTS handoffs
(
    project          LowCardinality(String)         COMMENT 'whose data this is',
    seam_id          String                         COMMENT 'the seam it is traffic of',
    started_at       DateTime64(9, 'UTC')           COMMENT 'its first leg',
    handoff_id       String                         COMMENT 'stable: handoff.id where given, else derived from the evidence',
    candidate        Bool                           COMMENT 'below 0.5: a guess, never counted',
    source           LowCardinality(String)         COMMENT 'agent that hands over',
    target           LowCardinality(String)         COMMENT 'agent that receives',
    source_type      LowCardinality(String)         COMMENT 'agent, workflow, human or service',
    target_type      LowCardinality(String)         COMMENT 'as source_type',
    contract         LowCardinality(String)         COMMENT 'contract name, empty when none is known',
    source_version   LowCardinality(String)         COMMENT 'version of the source agent, empty when unknown',
    target_version   LowCardinality(String)         COMMENT 'version of the target agent, empty when unknown',
    contract_version LowCardinality(String)         COMMENT 'contract version the source claims',
    rule             LowCardinality(String)         COMMENT 'which rule found it',
    verdict          LowCardinality(String)         COMMENT 'what the legs of both sides add up to',
    failed           Bool                           COMMENT 'has a finding of severity error',
    silent           Bool                           COMMENT 'failed, and nothing stopped it',
    total_ms         Nullable(Float64)              COMMENT 'sent until received',
    transit_ms       Nullable(Float64)              COMMENT 'sending span end until receiving span start',
    gate_ms          Nullable(Float64)              COMMENT 'waiting at a gate',
    queue_ms         Nullable(Float64)              COMMENT 'received until worked on',
    work_ms          Nullable(Float64)              COMMENT 'the target at work',
    deadline_at      Nullable(DateTime64(9, 'UTC')) COMMENT 'pending beyond this is lost',
    correlation_id   String                         COMMENT 'business task across traces',
    trace_ids        Array(FixedString(32))         COMMENT 'every trace with evidence of it',
    finding_classes  Array(LowCardinality(String))  COMMENT 'parallel to the findings',
    finding_reasons  Array(String)                  COMMENT 'parallel to the findings: what alike failures share',
    summary          String                         COMMENT 'the HandoffSummary as JSON' CODEC(ZSTD(1)),
    detail           String                         COMMENT 'the whole Handoff as JSON, payloads included' CODEC(ZSTD(3)),
    version          UInt64                         COMMENT 'unix nanoseconds of the analysis that wrote it',
    is_deleted       UInt8                          COMMENT '1: no longer stands under this key',
    INDEX by_id handoff_id TYPE bloom_filter(0.001) GRANULARITY 1,
    INDEX by_trace trace_ids TYPE bloom_filter(0.001) GRANULARITY 1,
    INDEX by_class finding_classes TYPE set(100) GRANULARITY 4
)
ENGINE = ReplacingMergeTree(version, is_deleted)
PARTITION BY toYYYYMM(started_at)
ORDER BY (project, seam_id, started_at, handoff_id)
SETTINGS index_granularity = 1024, min_bytes_for_wide_part = 1000000000, non_replicated_deduplication_window = 1000
