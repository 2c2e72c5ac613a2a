-- LangGraph's checkpoint namespace: a graph that stopped for a person is taken up in another trace under the same one. Inner
-- graphs have a bar in theirs and are part of their node.
CREATE MATERIALIZED VIEW IF NOT EXISTS resume_keys_view TO correlation_keys AS
SELECT DISTINCT
    project,
    'langgraph_checkpoint_ns' AS key_kind,
    JSONExtractString(attributes['metadata'], 'langgraph_checkpoint_ns') AS key,
    trace_id
FROM spans
WHERE position(attributes['metadata'], 'langgraph_checkpoint_ns') > 0 AND key != '' AND position(key, '|') = 0
