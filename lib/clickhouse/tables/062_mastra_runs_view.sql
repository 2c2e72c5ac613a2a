-- Mastra: the run's id, where it was suspended for a person and where it was resumed.
CREATE MATERIALIZED VIEW IF NOT EXISTS mastra_runs_view TO correlation_keys AS
SELECT DISTINCT
    project,
    'mastra.metadata.runId' AS key_kind,
    attributes['mastra.metadata.runId'] AS key,
    trace_id
FROM spans
WHERE attributes['mastra.metadata.runId'] != ''
    AND (attributes['mastra.workflow_step.status'] = 'suspended' OR attributes['mastra.workflow_run.status'] = 'suspended' OR attributes['mastra.metadata.resumedFromSpanId'] != '')
