-- Pydantic AI sends the id of the agent's run along as baggage; a service that puts baggage on its spans tells its caller by it.
CREATE MATERIALIZED VIEW IF NOT EXISTS agent_calls_view TO correlation_keys AS
SELECT DISTINCT
    project,
    'gen_ai.agent.call.id' AS key_kind,
    attributes['gen_ai.agent.call.id'] AS key,
    trace_id
FROM spans
WHERE attributes['gen_ai.agent.call.id'] != '' AND (attributes['gen_ai.operation.name'] = 'invoke_agent' OR kind IN ('server', 'consumer'))
