-- Links to one handoff or trace that were given away, and taken back: append-only, the latest row of a share counts. The link itself
-- holds what it opens, signed; here stands whether it still may.
CREATE TABLE IF NOT EXISTS shares
(
    project    LowCardinality(String)                COMMENT 'whose data this is',
    share_id   String                                COMMENT 'the share; pins made for it are cited by it' CODEC(ZSTD(1)),
    at         DateTime64(9, 'UTC') DEFAULT now64(9) COMMENT 'when, clock of the database',
    action     LowCardinality(String)                COMMENT 'share or revoke',
    kind       LowCardinality(String)                COMMENT 'handoff or trace',
    id         String                                COMMENT 'of what is shared' CODEC(ZSTD(1)),
    masked     Bool                                  COMMENT 'payloads are shown without their values',
    expires_at DateTime64(3, 'UTC')                  COMMENT 'until when it opens',
    said_by    String                                COMMENT 'who, as it was said; nobody is checked' CODEC(ZSTD(1)),
    note       String                                COMMENT 'for whom and why' CODEC(ZSTD(1))
)
ENGINE = MergeTree
ORDER BY (project, share_id, at)
