-- What is kept beyond retention, and for whose sake: append-only, one row a decision; the latest row of a pin counts. The evidence itself
-- lies in the tables pinned_*, which have no lifetime.
CREATE TABLE IF NOT EXISTS pins
(
    project       LowCardinality(String)                COMMENT 'whose data this is',
    pin_id        String                                COMMENT 'made of kind, id, reason and cited_by: the same citation is the same pin' CODEC(ZSTD(1)),
    at            DateTime64(9, 'UTC') DEFAULT now64(9) COMMENT 'when, clock of the database',
    action        LowCardinality(String)                COMMENT 'pin or unpin',
    kind          LowCardinality(String)                COMMENT 'handoff, trace, seam, workflow or firing',
    id            String                                COMMENT 'of what is cited' CODEC(ZSTD(1)),
    reason        LowCardinality(String)                COMMENT 'ticket, alert, share, comment or hand',
    cited_by      String                                COMMENT 'the key of the ticket, the firing, the share; empty: by hand' CODEC(ZSTD(1)),
    said_by       String                                COMMENT 'who, as it was said; nobody is checked' CODEC(ZSTD(1)),
    note          String                                COMMENT 'why, in their words' CODEC(ZSTD(1)),
    trace_ids     Array(FixedString(32))                COMMENT 'traces that are kept whole for it' CODEC(ZSTD(1)),
    traces_in_all UInt32                                COMMENT 'traces that belong to it; more than trace_ids: the rest is not kept',
    state         String                                COMMENT 'of a seam: what was measured of it then, as JSON; else empty' CODEC(ZSTD(1)),
    expires_at    Nullable(DateTime64(3, 'UTC'))        COMMENT 'when the pin ends by itself, as a share does'
)
ENGINE = MergeTree
ORDER BY (project, pin_id, at)
