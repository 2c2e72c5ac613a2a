const HANDOFF_ID = `
CREATE MATERIALIZED VIEW IF NOT EXISTS correlation_keys_view TO correlation_keys AS
SELECT DISTINCT
    project,
    'handoff.id' AS key_kind,
    arrayJoin(arrayDistinct(arrayFilter(value -> value != '', arrayConcat(
        [attributes['handoff.id']],
        arrayMap(event -> event['handoff.id'], \`events.attributes\`),
        arrayMap(link -> link['handoff.id'], \`links.attributes\`)
    )))) AS key,
    trace_id
FROM spans`;

const RESUME = `
CREATE MATERIALIZED VIEW IF NOT EXISTS resume_keys_view TO correlation_keys AS
SELECT DISTINCT
    project,
    'langgraph_checkpoint_ns' AS key_kind,
    JSONExtractString(attributes['metadata'], 'langgraph_checkpoint_ns') AS key,
    trace_id
FROM spans
WHERE position(attributes['metadata'], 'langgraph_checkpoint_ns') > 0 AND key != '' AND position(key, '|') = 0`;

const GROUP = `
CREATE MATERIALIZED VIEW IF NOT EXISTS group_keys_view TO correlation_keys AS
SELECT DISTINCT
    project,
    'handoff.group.id' AS key_kind,
    attributes['handoff.group.id'] AS key,
    trace_id
FROM spans
WHERE key != ''`;

const WORKFLOW = `
CREATE MATERIALIZED VIEW IF NOT EXISTS workflow_keys_view TO correlation_keys AS
SELECT DISTINCT project, carried.1 AS key_kind, carried.2 AS key, trace_id
FROM spans
ARRAY JOIN arrayFlatten(arrayMap(
    kind -> arrayMap(value -> (kind, value), arrayDistinct(arrayFilter(value -> value != '', arrayConcat(
        [attributes[kind]],
        arrayMap(event -> event[kind], \`events.attributes\`),
        arrayMap(link -> link[kind], \`links.attributes\`)
    )))),
    ['handoff.correlation_id', 'a2a.task.id', 'gen_ai.conversation.id', 'session.id']
)) AS carried`;

const LINKS = `
CREATE MATERIALIZED VIEW IF NOT EXISTS span_links_view TO correlation_keys AS
SELECT DISTINCT
    project,
    'span_link' AS key_kind,
    arrayJoin(arrayDistinct(arrayFilter(linked -> linked != trace_id, arraySlice(\`links.trace_id\`, 1, 64)))) AS key,
    trace_id
FROM spans
WHERE notEmpty(\`links.trace_id\`)`;

const CHECKPOINTS = `
CREATE MATERIALIZED VIEW IF NOT EXISTS checkpoints_view TO correlation_keys AS
SELECT DISTINCT
    project,
    'langgraph_checkpoint_ns' AS key_kind,
    arrayJoin([attributes['traceloop.association.properties.langgraph_checkpoint_ns'], attributes['langsmith.metadata.langgraph_checkpoint_ns']]) AS key,
    trace_id
FROM spans
WHERE key != '' AND position(key, '|') = 0`;

const MASTRA = `
CREATE MATERIALIZED VIEW IF NOT EXISTS mastra_runs_view TO correlation_keys AS
SELECT DISTINCT
    project,
    'mastra.metadata.runId' AS key_kind,
    attributes['mastra.metadata.runId'] AS key,
    trace_id
FROM spans
WHERE attributes['mastra.metadata.runId'] != ''
    AND (attributes['mastra.workflow_step.status'] = 'suspended' OR attributes['mastra.workflow_run.status'] = 'suspended' OR attributes['mastra.metadata.resumedFromSpanId'] != '')`;

const AGENT_CALLS = `
CREATE MATERIALIZED VIEW IF NOT EXISTS agent_calls_view TO correlation_keys AS
SELECT DISTINCT
    project,
    'gen_ai.agent.call.id' AS key_kind,
    attributes['gen_ai.agent.call.id'] AS key,
    trace_id
FROM spans
WHERE attributes['gen_ai.agent.call.id'] != '' AND (attributes['gen_ai.operation.name'] = 'invoke_agent' OR kind IN ('server', 'consumer'))`;

/** The views that found the keys of spans before `span_keys_view` did, by their names. */
export const FORMER_VIEWS: Readonly<Record<string, string>> = {
  correlation_keys_view: HANDOFF_ID,
  resume_keys_view: RESUME,
  group_keys_view: GROUP,
  workflow_keys_view: WORKFLOW,
  span_links_view: LINKS,
  checkpoints_view: CHECKPOINTS,
  mastra_runs_view: MASTRA,
  agent_calls_view: AGENT_CALLS,
};

/** Gives the table `spans` of this name the hash that it had before. */
export const formerSpanHash = (table: string): string => `
ALTER TABLE ${table} MODIFY COLUMN content_hash UInt64 MATERIALIZED cityHash64(
    parent_span_id, name, kind, start_unix_nano, end_unix_nano, status_code, status_message,
    toString(attributes), toString(\`events.name\`), toString(\`events.attributes\`),
    toString(\`links.span_id\`), toString(resource_attributes))`;
