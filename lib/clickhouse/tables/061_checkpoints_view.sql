-- LangGraph's checkpoint namespace as OpenLLMetry and LangSmith record it; OpenInference's is in resume_keys_view.
CREATE MATERIALIZED VIEW IF NOT EXISTS checkpoints_view TO correlation_keys AS
SELECT DISTINCT
    project,
    'langgraph_checkpoint_ns' AS key_kind,
    arrayJoin([attributes['traceloop.association.properties.langgraph_checkpoint_ns'], attributes['langsmith.metadata.langgraph_checkpoint_ns']]) AS key,
    trace_id
FROM spans
WHERE key != '' AND position(key, '|') = 0
