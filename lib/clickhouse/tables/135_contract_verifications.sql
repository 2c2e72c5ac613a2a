-- What tests outside of Seamscope, such as CI, said of a version of an agent against a contract: append-only; the latest one of the same
-- agents on the same demands counts. `digest` is over what was verified, so that a version of the contract that demands the same is verified, too.
CREATE TABLE IF NOT EXISTS contract_verifications
(
    project          LowCardinality(String)                 COMMENT 'whose data this is',
    contract         LowCardinality(String)                 COMMENT 'name of the contract',
    at               DateTime64(9, 'UTC') DEFAULT now64(9)  COMMENT 'when it was told, clock of the database',
    version          LowCardinality(String)                 COMMENT 'version of the contract',
    digest           String                                 COMMENT 'sha256 over what the contract demands of a payload',
    producer         LowCardinality(String)                 COMMENT 'agent that sends; empty when only the receiver was tested',
    producer_version LowCardinality(String)                 COMMENT 'its version',
    receiver         LowCardinality(String)                 COMMENT 'agent that takes; empty when only the producer was tested',
    receiver_version LowCardinality(String)                 COMMENT 'its version',
    outcome          LowCardinality(String)                 COMMENT 'passed or failed',
    examples         UInt32                                 COMMENT 'payloads that were held against the contract',
    told_by          String                                 COMMENT 'what tested it, as it was said; nobody is checked' CODEC(ZSTD(1)),
    url              String                                 COMMENT 'where the run can be read; http or https, or empty' CODEC(ZSTD(1)),
    details          String                                 COMMENT 'what failed' CODEC(ZSTD(3))
)
ENGINE = MergeTree
ORDER BY (project, contract, at)
SETTINGS non_replicated_deduplication_window = 1000
