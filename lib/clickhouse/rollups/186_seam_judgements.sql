-- What was found about each seam, by the minute in which it was found: alerts and counters are made from it. A bucket that has passed never
-- changes again, whenever the handoffs began (docs/decisions/0027-alerts-count-what-was-found.md).
CREATE TABLE IF NOT EXISTS seam_judgements
(
    project     LowCardinality(String)                                    COMMENT 'whose data this is',
    seam_id     LowCardinality(String)                                    COMMENT 'the seam',
    minute      DateTime('UTC')                                           COMMENT 'start of the minute of finding, clock of the database',
    handoff_id  SimpleAggregateFunction(any, String)                      COMMENT 'one of the handoffs; rows are spread over shards as it is' CODEC(ZSTD(1)),
    source      SimpleAggregateFunction(anyLast, LowCardinality(String))  COMMENT 'agent that hands over',
    target      SimpleAggregateFunction(anyLast, LowCardinality(String))  COMMENT 'agent that receives',
    contract    SimpleAggregateFunction(anyLast, LowCardinality(String))  COMMENT 'contract name, empty when none is known',
    handoffs    SimpleAggregateFunction(sum, UInt64)                      COMMENT 'judged: settled for the first time, or turned bad after that',
    turned      SimpleAggregateFunction(sum, UInt64)                      COMMENT 'of those, turned bad after they had counted as good',
    failed      SimpleAggregateFunction(sum, UInt64)                      COMMENT 'failed for the first time',
    silent      SimpleAggregateFunction(sum, UInt64)                      COMMENT 'failed, and nothing stopped it, for the first time',
    healed      SimpleAggregateFunction(sum, UInt64)                      COMMENT 'failed before and do no longer; never subtracted',
    measured    SimpleAggregateFunction(sum, UInt64)                      COMMENT 'their latency became known',
    by_classes  SimpleAggregateFunction(sumMap, Map(String, UInt64))      COMMENT 'handoffs by the classes of errors found first, in order, apart by commas; after a ~ where nothing stopped it',
    by_verdict  SimpleAggregateFunction(sumMap, Map(String, UInt64))      COMMENT 'handoffs that reached a verdict for the first time',
    total_ms    AggregateFunction(quantilesTDigest(0.5, 0.9, 0.95, 0.99), Float64) COMMENT 'sent until received'
)
ENGINE = AggregatingMergeTree
PARTITION BY toMonday(minute)
ORDER BY (project, toStartOfHour(minute), minute, seam_id)
SETTINGS index_granularity = 1024, non_replicated_deduplication_window = 1000
