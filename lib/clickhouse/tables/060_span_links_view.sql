-- Which traces link to which: the key is the other trace's id. Of each span the first 64 links are followed
-- (lib/seams/trace/links.ts).
CREATE MATERIALIZED VIEW IF NOT EXISTS span_links_view TO correlation_keys AS
SELECT DISTINCT
    project,
    'span_link' AS key_kind,
    arrayJoin(arrayDistinct(arrayFilter(linked -> linked != trace_id, arraySlice(`links.trace_id`, 1, 64)))) AS key,
    trace_id
FROM spans
WHERE notEmpty(`links.trace_id`)
