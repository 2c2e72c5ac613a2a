-- Every row of `handoffs`, deletions included.
CREATE MATERIALIZED VIEW IF NOT EXISTS handoffs_by_time_view TO handoffs_by_time AS
SELECT project, started_at, handoff_id, seam_id, source, target, candidate, verdict, failed, deadline_at, correlation_id, trace_ids, finding_classes, summary, version, is_deleted
FROM handoffs
