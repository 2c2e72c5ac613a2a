-- What people took off the inbox, and put back: one row a handoff, class and decision, append-only; the latest one counts. A handoff's
-- verdict, findings and counts know nothing of it.
CREATE TABLE IF NOT EXISTS inbox_resolutions
(
    project        LowCardinality(String)                 COMMENT 'whose data this is',
    class          LowCardinality(String)                 COMMENT 'the finding class by which the handoff was open',
    handoff_id     String                                 COMMENT 'the handoff' CODEC(ZSTD(1)),
    at             DateTime64(9, 'UTC') DEFAULT now64(9)  COMMENT 'when, clock of the database',
    action         LowCardinality(String)                 COMMENT 'resolve or reopen',
    resolution_id  String                                 COMMENT 'the decision; a reopening names the one it undoes' CODEC(ZSTD(1)),
    seam_id        LowCardinality(String)                 COMMENT 'the seam at that time',
    source         LowCardinality(String)                 COMMENT 'agent that hands over',
    target         LowCardinality(String)                 COMMENT 'agent that receives',
    finding_reason LowCardinality(String)                 COMMENT 'reason of the finding at that time',
    reason         String                                 COMMENT 'why, in the words of whoever decided' CODEC(ZSTD(1)),
    decided_by     String                                 COMMENT 'who, as it was said; nobody is checked' CODEC(ZSTD(1)),
    left_open      UInt64                                 COMMENT 'handoffs of the same group that were left open'
)
ENGINE = MergeTree
ORDER BY (project, class, handoff_id, at)
SETTINGS non_replicated_deduplication_window = 1000
