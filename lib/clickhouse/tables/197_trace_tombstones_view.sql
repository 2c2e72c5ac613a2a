-- Every row of `traces`.
CREATE MATERIALIZED VIEW IF NOT EXISTS trace_tombstones_view TO trace_tombstones AS
SELECT project, trace_id, started_at, duration_ms, leftUTF8(name, 120) AS name, spans, errors, arraySlice(agents, 1, 16) AS agents, handoffs, failed, version
FROM traces
