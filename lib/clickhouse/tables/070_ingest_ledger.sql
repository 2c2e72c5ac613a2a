-- What became of the records each collector has received: its ledger as of `at`, written every few seconds and replaced.
CREATE TABLE IF NOT EXISTS ingest_ledger
(
    project          LowCardinality(String) COMMENT 'whose data this is',
    collector        String                 COMMENT 'id of the collector, kept with its spool',
    signal           LowCardinality(String) COMMENT 'traces or logs',
    at               DateTime64(3, 'UTC')   COMMENT 'clock of the collector',
    started_at       DateTime64(3, 'UTC')   COMMENT 'since when its spool counts',
    received         UInt64                 COMMENT 'records; the sum of the next six',
    stored           UInt64                 COMMENT 'in the table',
    rejected         UInt64                 COMMENT 'refused, each with a reason',
    ignored          UInt64                 COMMENT 'log records that tell of no handoff',
    deduplicated     UInt64                 COMMENT 'sent again',
    dead_lettered    UInt64                 COMMENT 'set aside because the database refuses them for ever',
    in_spool         UInt64                 COMMENT 'on the collector''s disk, on the way to the table',
    spool_bytes      UInt64                 COMMENT 'of the whole spool, all signals',
    spool_bytes_max  UInt64                 COMMENT 'where requests are refused',
    oldest_waiting_s Float64                COMMENT 'age of the oldest entry of the spool, 0 when it is empty'
)
ENGINE = ReplacingMergeTree(at)
ORDER BY (project, collector, signal)
