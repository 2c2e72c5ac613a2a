-- When a seam was first judged, and when each class of failure and each pair of versions was first found on it: what is new is told by it. Small:
-- a row a seam and thing, however long history is.
CREATE TABLE IF NOT EXISTS seam_firsts
(
    project    LowCardinality(String)                                  COMMENT 'whose data this is',
    kind       LowCardinality(String)                                  COMMENT 'seam, class or pair',
    seam_id    LowCardinality(String)                                  COMMENT 'the seam',
    detail     String                                                  COMMENT 'the class; versions of source, target and contract as a JSON array; empty for the seam itself' CODEC(ZSTD(1)),
    first_at   SimpleAggregateFunction(min, DateTime('UTC'))           COMMENT 'when it was first found, clock of the database',
    handoff_id SimpleAggregateFunction(any, String)                    COMMENT 'a handoff with it; rows are spread over shards as it is' CODEC(ZSTD(1)),
    source     SimpleAggregateFunction(any, LowCardinality(String))    COMMENT 'agent that hands over',
    target     SimpleAggregateFunction(any, LowCardinality(String))    COMMENT 'agent that receives',
    contract   SimpleAggregateFunction(any, LowCardinality(String))    COMMENT 'contract name, empty when none is known'
)
ENGINE = AggregatingMergeTree
ORDER BY (project, kind, seam_id, detail)
SETTINGS index_granularity = 1024, non_replicated_deduplication_window = 1000
