-- Everything that was ever found about a seam, as counters that only grow: what /metrics shows to Prometheus. Counted as in
-- seam_judgements, and kept without time.
CREATE TABLE IF NOT EXISTS seam_counters
(
    project    LowCardinality(String)                           COMMENT 'whose data this is',
    seam_id    LowCardinality(String)                           COMMENT 'the seam',
    source     LowCardinality(String)                           COMMENT 'agent that hands over',
    target     LowCardinality(String)                           COMMENT 'agent that receives',
    contract   LowCardinality(String)                           COMMENT 'contract name, empty when none is known',
    verdict    LowCardinality(String)                           COMMENT 'what the handoffs were found with',
    class      LowCardinality(String)                           COMMENT 'of their first error, empty when they had none',
    le         Float64                                          COMMENT 'bucket of their latency, seconds; inf beyond the last, 0 when it was not found with this',
    handoff_id SimpleAggregateFunction(any, String)             COMMENT 'one of them; rows are spread over shards as it is' CODEC(ZSTD(1)),
    handoffs   SimpleAggregateFunction(sum, UInt64)             COMMENT 'judged: settled for the first time, or turned bad after that',
    silent     SimpleAggregateFunction(sum, UInt64)             COMMENT 'failed, and nothing stopped it, for the first time',
    latencies  SimpleAggregateFunction(sum, UInt64)             COMMENT 'their latency became known',
    seconds    SimpleAggregateFunction(sum, Float64)            COMMENT 'those latencies, added up',
    latest     SimpleAggregateFunction(max, Tuple(at DateTime64(3, 'UTC'), handoff String, trace String, seconds Float64)) COMMENT 'the latest of those latencies, when it was found'
)
ENGINE = AggregatingMergeTree
ORDER BY (project, seam_id, source, target, contract, verdict, class, le)
SETTINGS non_replicated_deduplication_window = 1000
