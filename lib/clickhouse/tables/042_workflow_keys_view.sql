-- Keys of a business task, wherever a span may carry them: on itself, on its events, on its links. Spans stored before this view
-- was there are not in it.
CREATE MATERIALIZED VIEW IF NOT EXISTS workflow_keys_view TO correlation_keys AS
SELECT DISTINCT project, carried.1 AS key_kind, carried.2 AS key, trace_id
FROM spans
ARRAY JOIN arrayFlatten(arrayMap(
    kind -> arrayMap(value -> (kind, value), arrayDistinct(arrayFilter(value -> value != '', arrayConcat(
        [attributes[kind]],
        arrayMap(event -> event[kind], `events.attributes`),
        arrayMap(link -> link[kind], `links.attributes`)
    )))),
    ['handoff.correlation_id', 'a2a.task.id', 'gen_ai.conversation.id', 'session.id']
)) AS carried
