import type { Database } from "@/lib/clickhouse/open-database.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { refreshSeamsPerMinute } from "@/lib/queries/seams/refresh-seams-per-minute.ts";

/** What the history holds: one day of twelve agents, twenty spans a trace, two handoffs a trace. */
export const HISTORY = { spans: 1_000_000, traces: 50_000, handoffs: 100_000, seams: 40 };

/** Fills the tables with a day that ended just now, made by the database itself; the rollup is made as the analyser makes it. */
export async function makeHistory(db: Database): Promise<{ from: Date; to: Date }> {
  const to = new Date();
  const from = new Date(to.getTime() - 24 * 3_600_000);
  const params = { project: PROJECT, ...HISTORY, from: Math.floor(from.getTime() / 1000) };
  await db.run(SPANS, params);
  await db.run(TRACES, params);
  await db.run(HANDOFFS, params);
  const buckets = await db.select("bench", "SELECT DISTINCT seam_id AS seamId, toUInt32(toStartOfMinute(started_at)) AS minute FROM handoffs", {});
  await refreshSeamsPerMinute(db, PROJECT, buckets.map(toBucket), 1n);
  return { from, to };
}

function toBucket(row: unknown): { seamId: string; minute: number } {
  const { seamId, minute } = Object(row);
  return { seamId: String(seamId), minute: Number(minute) };
}

const TRACE_ID = "leftPad(hex(trace + 1), 32, '0')";
const TRACE_START = "fromUnixTimestamp64Nano(toInt64(({from: UInt64} * 1000 + intDiv(trace * 86400000, {traces: UInt64})) * 1000000), 'UTC')";

const SPANS = `
INSERT INTO spans (project, trace_id, span_id, parent_span_id, name, kind, start_unix_nano, end_unix_nano, status_code, attributes, attribute_types, resource_attributes, scope_name)
SELECT
    {project: String},
    lower(${TRACE_ID}),
    lower(leftPad(hex(number + 1), 16, '0')),
    if(number % 20 = 0, '', lower(leftPad(hex(number - number % 20 + 1), 16, '0'))),
    ['invoke_agent planner', 'chat model', 'execute_tool search', 'execute_tool delegate'][1 + number % 4],
    'internal',
    toUInt64(toUnixTimestamp64Nano(${TRACE_START})) + (number % 20) * 50000000,
    toUInt64(toUnixTimestamp64Nano(${TRACE_START})) + (number % 20) * 50000000 + 40000000,
    if(number % 50 = 0, 'error', 'unset'),
    map('gen_ai.operation.name', 'chat', 'gen_ai.request.model', concat('model-', toString(number % 5)),
        'gen_ai.agent.name', concat('agent-', toString(number % 12)), 'gen_ai.response.id', hex(cityHash64(number)),
        'gen_ai.conversation.id', hex(trace), 'gen_ai.usage.input_tokens', toString(number % 4000),
        'gen_ai.usage.output_tokens', toString(number % 700), 'gen_ai.input.messages', if(number % 10 = 0, repeat('A seam is where work changes hands. ', 80), '')),
    map('gen_ai.usage.input_tokens', 'int', 'gen_ai.usage.output_tokens', 'int'),
    map('service.name', concat('agents-', toString(number % 2)), 'telemetry.sdk.language', 'nodejs'),
    'gen_ai'
FROM (SELECT number, intDiv(number, 20) AS trace FROM numbers({spans: UInt64}))
SETTINGS min_insert_block_size_rows = 50000`;

const TRACES = `
INSERT INTO traces (project, trace_id, started_at, duration_ms, name, root_missing, spans, errors, services, agents, handoffs, failed, search_text, version)
SELECT
    {project: String}, lower(${TRACE_ID}), ${TRACE_START}, 1000, 'invoke_agent planner', false, 20, trace % 3 = 0, ['agents-0', 'agents-1'],
    [concat('agent-', toString(trace % 12)), concat('agent-', toString((trace + 1) % 12))], 2, trace % 20 = 0,
    concat('invoke_agent planner agents-0 agents-1 agent-', toString(trace % 12)), 1
FROM (SELECT number AS trace FROM numbers({traces: UInt64}))`;

const HANDOFFS = `
INSERT INTO handoffs (project, seam_id, started_at, handoff_id, candidate, source, target, source_type, target_type, contract, source_version,
    target_version, contract_version, rule, verdict, failed, silent, total_ms, transit_ms, trace_ids, finding_classes, finding_reasons, summary, detail, version, is_deleted)
SELECT
    {project: String},
    concat('seam-', toString(seam)),
    ${TRACE_START} + toIntervalMillisecond(number % 2 * 300),
    concat('handoff-', toString(number)),
    number % 97 = 0,
    concat('agent-', toString(seam % 12)), concat('agent-', toString((seam + 1 + intDiv(seam, 12)) % 12)), 'agent', 'agent', 'task',
    concat('1.', toString(number % 3)), concat('2.', toString(number % 2)), '1.0.0',
    if(seam % 4 = 0, 'T', 'E'),
    if(number % 40 = 0, 'lost', 'delivered'), number % 20 = 0, number % 60 = 0,
    if(number % 40 = 0, NULL, 20 + cityHash64(number) % 2000), 10,
    [lower(${TRACE_ID})],
    if(number % 40 = 0, ['lost'], if(number % 20 = 0, ['schema_violation'], [])),
    if(number % 40 = 0, ['no receive by the deadline'], if(number % 20 = 0, ['/total is missing'], [])),
    concat('{"id":"handoff-', toString(number), '","text":"', repeat('summary ', 100), '"}'),
    concat('{"id":"handoff-', toString(number), '","text":"', repeat('payload and legs ', 200), '"}'),
    1, 0
FROM (SELECT number, intDiv(number, 2) AS trace, cityHash64(number) % {seams: UInt64} AS seam FROM numbers({handoffs: UInt64}))
SETTINGS min_insert_block_size_rows = 20000`;
