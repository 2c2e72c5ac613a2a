-- As handoff_keys_view.
CREATE MATERIALIZED VIEW IF NOT EXISTS pinned_handoff_keys_view TO pinned_handoff_keys AS
SELECT project, found.1 AS key_kind, found.2 AS key, seam_id, started_at, handoff_id
FROM pinned_handoffs
ARRAY JOIN arrayConcat(
    [('handoff', handoff_id), ('task', correlation_id)],
    if(match(correlation_id, '^[0-9a-f]{32}$') AND (length(trace_ids) > 1 OR toString(trace_ids[1]) != correlation_id), [('linked', correlation_id)], []),
    arrayMap(trace -> ('trace', toString(trace)), arrayDistinct(trace_ids))
) AS found
WHERE found.2 != '' AND is_deleted = 0
