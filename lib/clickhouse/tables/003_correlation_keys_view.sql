-- handoff.id wherever a span may carry it: on itself, on its events, on its links.
CREATE MATERIALIZED VIEW IF NOT EXISTS correlation_keys_view TO correlation_keys AS
SELECT DISTINCT
    project,
    'handoff.id' AS key_kind,
    arrayJoin(arrayDistinct(arrayFilter(value -> value != '', arrayConcat(
        [attributes['handoff.id']],
        arrayMap(event -> event['handoff.id'], `events.attributes`),
        arrayMap(link -> link['handoff.id'], `links.attributes`)
    )))) AS key,
    trace_id
FROM spans
