-- Every row of `traces`.
CREATE MATERIALIZED VIEW IF NOT EXISTS traces_by_time_view TO traces_by_time AS
SELECT project, started_at, trace_id, services, agents, failed, search_text, version
FROM traces
