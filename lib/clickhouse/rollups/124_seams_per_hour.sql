-- Grain: seam and hour, recomputed from `handoffs` like `seams_per_minute` and at the same moment.
CREATE TABLE IF NOT EXISTS seams_per_hour
(
    project       LowCardinality(String)                    COMMENT 'whose data this is',
    seam_id       LowCardinality(String)                    COMMENT 'the seam',
    hour          DateTime('UTC')                           COMMENT 'start of the hour in which the handoffs started',
    source        LowCardinality(String)                    COMMENT 'agent that hands over',
    target        LowCardinality(String)                    COMMENT 'agent that receives',
    source_type   LowCardinality(String)                    COMMENT 'agent, workflow, human or service',
    target_type   LowCardinality(String)                    COMMENT 'as source_type',
    contract      LowCardinality(String)                    COMMENT 'contract name, empty when none is known',
    handoffs      UInt64                                    COMMENT 'candidates apart',
    declared      UInt64                                    COMMENT 'of those, found by rule E',
    failed        UInt64                                    COMMENT 'with a finding of severity error',
    silent        UInt64                                    COMMENT 'failed, and nothing stopped it',
    lost          UInt64                                    COMMENT 'verdict lost',
    by_class      Map(LowCardinality(String), UInt64)       COMMENT 'handoffs with at least one finding of the class',
    by_verdict    Map(LowCardinality(String), UInt64)       COMMENT 'handoffs by verdict',
    versions      Array(Tuple(source String, target String, contract String, handoffs UInt64, failed UInt64, first_at DateTime64(9, 'UTC'), last_at DateTime64(9, 'UTC'))) COMMENT 'version pairs seen, and when',
    total_ms      AggregateFunction(quantilesTDigest(0.5, 0.95), Float64) COMMENT 'sent until received',
    first_at      DateTime64(9, 'UTC')                      COMMENT 'first handoff of the bucket',
    last_at       DateTime64(9, 'UTC')                      COMMENT 'last handoff of the bucket',
    minutes       Array(Tuple(minute UInt8, handoffs UInt32, failed UInt32)) COMMENT 'the minutes of the hour that had any',
    groups        Array(Tuple(class LowCardinality(String), reason String, handoffs UInt64, oldest DateTime64(9, 'UTC'), newest DateTime64(9, 'UTC'), examples Array(Tuple(DateTime64(9, 'UTC'), String)))) COMMENT 'handoffs with alike findings, each with its three oldest' CODEC(ZSTD(1)),
    version       UInt64                                    COMMENT 'unix nanoseconds of the recomputation'
)
ENGINE = ReplacingMergeTree(version)
PARTITION BY toYYYYMM(hour)
ORDER BY (project, toStartOfDay(hour), seam_id, hour)
SETTINGS index_granularity = 1024
