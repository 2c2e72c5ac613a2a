-- Every key of a span that joins its trace to others, found in one go: a view costs each insert a part of its own.
-- lib/seams/join-keys.ts says what each kind is for.
--   handoff.id, keys of a business task  wherever a span may carry them: on itself, on its events, on its links
--   handoff.group.id                     the fan-out that the span says it belongs to
--   langgraph_checkpoint_ns              as OpenInference, OpenLLMetry and LangSmith record it; inner graphs have a bar in theirs and are part of their node
--   mastra.metadata.runId                where the run was suspended for a person and where it was resumed
--   gen_ai.agent.call.id                 Pydantic AI sends it along as baggage; a service that puts baggage on its spans tells its caller by it
--   span_link                            the linked trace's id; of each span the first 64 links are followed (lib/seams/trace/links.ts)
CREATE MATERIALIZED VIEW IF NOT EXISTS span_keys_view TO correlation_keys AS
SELECT DISTINCT project, carried.1 AS key_kind, carried.2 AS key, trace_id
FROM
(
    SELECT
        project,
        trace_id,
        kind,
        arrayFilter(linked -> linked != trace_id, arraySlice(`links.trace_id`, 1, 64)) AS linked_traces,
        mapFilter((name, value) -> name IN (
            'handoff.id', 'handoff.correlation_id', 'a2a.task.id', 'gen_ai.conversation.id', 'session.id', 'handoff.group.id', 'metadata',
            'traceloop.association.properties.langgraph_checkpoint_ns', 'langsmith.metadata.langgraph_checkpoint_ns',
            'mastra.metadata.runId', 'mastra.workflow_step.status', 'mastra.workflow_run.status', 'mastra.metadata.resumedFromSpanId',
            'gen_ai.agent.call.id', 'gen_ai.operation.name'
        ), attributes) AS own,
        arrayMap(
            carrier -> mapFilter((name, value) -> name IN ('handoff.id', 'handoff.correlation_id', 'a2a.task.id', 'gen_ai.conversation.id', 'session.id'), carrier),
            arrayConcat(`events.attributes`, `links.attributes`)
        ) AS beside
    FROM spans
)
ARRAY JOIN arrayConcat(
    arrayFilter(
        pair -> pair.1 IN ('handoff.id', 'handoff.correlation_id', 'a2a.task.id', 'gen_ai.conversation.id', 'session.id', 'handoff.group.id'),
        CAST(own, 'Array(Tuple(String, String))')
    ),
    arrayFlatten(arrayMap(carrier -> CAST(carrier, 'Array(Tuple(String, String))'), beside)),
    arrayFilter(pair -> position(pair.2, '|') = 0, [
        ('langgraph_checkpoint_ns', if(position(own['metadata'], 'langgraph_checkpoint_ns') > 0, JSONExtractString(own['metadata'], 'langgraph_checkpoint_ns'), '')),
        ('langgraph_checkpoint_ns', own['traceloop.association.properties.langgraph_checkpoint_ns']),
        ('langgraph_checkpoint_ns', own['langsmith.metadata.langgraph_checkpoint_ns'])
    ]),
    if(own['mastra.workflow_step.status'] = 'suspended' OR own['mastra.workflow_run.status'] = 'suspended' OR own['mastra.metadata.resumedFromSpanId'] != '',
        [('mastra.metadata.runId', own['mastra.metadata.runId'])], []),
    if(own['gen_ai.operation.name'] = 'invoke_agent' OR kind IN ('server', 'consumer'),
        [('gen_ai.agent.call.id', own['gen_ai.agent.call.id'])], []),
    arrayMap(linked -> ('span_link', linked), linked_traces)
) AS carried
WHERE carried.2 != ''
