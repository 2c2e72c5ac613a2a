-- What tickets cite: one row each time a ticket was attached to a handoff, trace, seam, workflow or firing, or detached from it.
-- Append-only; the latest row of a citation counts. The evidence itself is kept by its pin, whose reason is the ticket.
CREATE TABLE IF NOT EXISTS citations
(
    project     LowCardinality(String)                 COMMENT 'whose data this is',
    kind        LowCardinality(String)                 COMMENT 'what is cited: handoff, trace, seam, workflow or firing',
    subject_id  String                                 COMMENT 'its id; of a workflow its key' CODEC(ZSTD(1)),
    ticket      String                                 COMMENT 'key of the ticket' CODEC(ZSTD(1)),
    at          DateTime64(9, 'UTC') DEFAULT now64(9)  COMMENT 'when, clock of the database',
    action      LowCardinality(String)                 COMMENT 'attach or detach',
    citation_id String                                 COMMENT 'of ticket and thing: the same however often they are joined' CODEC(ZSTD(1)),
    system      LowCardinality(String)                 COMMENT 'where the ticket lives, as its address tells, or other',
    url         String                                 COMMENT 'address of the ticket, http or https; empty when only the key was given' CODEC(ZSTD(1)),
    title       String                                 COMMENT 'what the thing was called at that time' CODEC(ZSTD(1)),
    source      LowCardinality(String)                 COMMENT 'agent that hands over, of a handoff, seam or firing on one seam',
    target      LowCardinality(String)                 COMMENT 'agent that receives',
    decided_by  String                                 COMMENT 'who, as it was said; nobody is checked' CODEC(ZSTD(1)),
    told_by     LowCardinality(String)                 COMMENT 'how it was told: api or hook',
    note        String                                 COMMENT 'why, in the words of whoever did it' CODEC(ZSTD(1)),
    INDEX by_ticket ticket TYPE bloom_filter(0.001) GRANULARITY 1,
    INDEX by_id citation_id TYPE bloom_filter(0.001) GRANULARITY 1
)
ENGINE = MergeTree
ORDER BY (project, kind, subject_id, ticket, at)
SETTINGS non_replicated_deduplication_window = 1000
