-- Every contract version that was ever pushed, append-only. A push of the same content under the same version is stored once.
CREATE TABLE IF NOT EXISTS contracts
(
    project      LowCardinality(String)  COMMENT 'whose data this is',
    name         LowCardinality(String)  COMMENT 'name of the contract',
    version      LowCardinality(String)  COMMENT 'semantic version, as declared',
    hash         String                  COMMENT 'sha256 over the canonical JSON of the contract',
    pushed_at    DateTime64(9, 'UTC')    COMMENT 'when it was pushed',
    applies_from DateTime64(9, 'UTC')    COMMENT 'handoffs that started here or later are held against it',
    source       String                  COMMENT 'the file as it was pushed' CODEC(ZSTD(3)),
    contract     String                  COMMENT 'the Contract as JSON' CODEC(ZSTD(3))
)
ENGINE = MergeTree
ORDER BY (project, name, pushed_at, version)
SETTINGS non_replicated_deduplication_window = 1000
