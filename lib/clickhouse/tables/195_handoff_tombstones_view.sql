-- Every row of `handoffs`, deletions included.
CREATE MATERIALIZED VIEW IF NOT EXISTS handoff_tombstones_view TO handoff_tombstones AS
SELECT
    project, handoff_id, seam_id, started_at, source, target, contract, candidate, verdict, failed, silent,
    arraySlice(finding_classes, 1, 8) AS finding_classes,
    arrayMap(reason -> leftUTF8(reason, 120), arraySlice(finding_reasons, 1, 3)) AS finding_reasons,
    leftUTF8(correlation_id, 256) AS correlation_id,
    arraySlice(trace_ids, 1, 4) AS trace_ids,
    version, is_deleted
FROM handoffs
