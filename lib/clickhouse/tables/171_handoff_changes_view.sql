-- Every row of `handoffs`, with the moment at which it was written.
CREATE MATERIALIZED VIEW IF NOT EXISTS handoff_changes_view TO handoff_changes AS
SELECT project, now64(3, 'UTC') AS at, handoff_id, seam_id, verdict, failed, candidate, correlation_id, trace_ids, version, is_deleted
FROM handoffs
