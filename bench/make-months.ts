import type { Database } from "@/lib/clickhouse/open-database.ts";
import { FILL_DAYS, FILL_HOURS } from "@/lib/clickhouse/rollups/seam-rollup-sql.ts";
import { handoffToRow } from "@/lib/clickhouse/handoff-row.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { LOST_FINDING, makeHandoff } from "@/lib/testing/handoff-rows.ts";

const DAYS = 30;
const DAY_MS = 86_400_000;
const SPANS_PER_TRACE = 20;
const HANDOFFS_PER_TRACE = 2;
const TRACES_PER_WORKFLOW = 3;
/** Rows of a statement; the engine may use a gigabyte for one. */
const HANDOFFS_AT_ONCE = 50_000;
const SPANS_AT_ONCE = 250_000;
const TRACES_AT_ONCE = 100_000;

/** How much there is: so many spans in all, so many of them on the last of thirty days. */
export interface Months {
  spans: number;
  lastDaySpans: number;
  seams: number;
}

/** Until when the history reaches, and ids to ask for, from its last day. */
export interface Made {
  to: Date;
  traceId: string;
  handoffId: string;
  workflow: string;
}

/**
 * Fills the tables with thirty days that ended just now, made by the database itself: twenty spans and two handoffs a trace, three traces
 * a workflow, seams with unlike traffic. Trace ids are random, as real ones are. All views are at work meanwhile.
 */
export async function makeMonths(db: Database, { spans, lastDaySpans, seams }: Months, log: (line: string) => void): Promise<Made> {
  const to = new Date();
  const traces = Math.floor(spans / SPANS_PER_TRACE);
  const handoffs = traces * HANDOFFS_PER_TRACE;
  const params = { project: PROJECT, toMs: to.getTime(), traces, lastDayTraces: Math.floor(lastDaySpans / SPANS_PER_TRACE), seams, handoffs, ...templates() };
  for (let first = 0; first < spans; first += SPANS_AT_ONCE) await db.run(SPANS, { ...params, first, count: Math.min(SPANS_AT_ONCE, spans - first) });
  log(`${spans} spans`);
  for (let first = 0; first < traces; first += TRACES_AT_ONCE) await db.run(TRACES, { ...params, first, count: Math.min(TRACES_AT_ONCE, traces - first) });
  for (let first = 0; first < handoffs; first += HANDOFFS_AT_ONCE) await db.run(HANDOFFS, { ...params, first, count: Math.min(HANDOFFS_AT_ONCE, handoffs - first) });
  log(`${traces} traces, ${handoffs} handoffs`);
  for (let day = 0; day <= DAYS; day += 1) {
    const midnight = (Math.floor(to.getTime() / DAY_MS) - day) * DAY_MS;
    const stretch = { project: PROJECT, from: new Date(midnight), to: new Date(midnight + DAY_MS) };
    for (const sql of [FILL_MINUTES, FILL_HOURS, FILL_DAYS]) await db.run(sql, stretch);
  }
  log("rollups");
  const made = await idsOfMonths(db);
  if (made === undefined) throw new Error("there is no trace after traces were made");
  return made;
}

/** What to ask a history for that is there already; undefined where there is none. */
export async function idsOfMonths(db: Database): Promise<Made | undefined> {
  const [row] = await db.select("bench", `SELECT toInt64(count()) AS traces, toUnixTimestamp64Milli(max(started_at)) AS lastMs, (SELECT ${TRACE_ID} FROM (SELECT toUInt64(100) AS trace)) AS traceId FROM traces`, {});
  const { traces, lastMs, traceId } = Object(row);
  if (Number(traces) === 0) return undefined;
  return { to: new Date(Number(lastMs) + 60_000), traceId: String(traceId), handoffId: `handoff-${100 * HANDOFFS_PER_TRACE}`, workflow: `task-${Math.floor(100 / TRACES_PER_WORKFLOW)}` };
}

const PAYLOAD = { body: JSON.stringify({ intent: "write about the closed bridge", draft: "A seam is where one agent's work becomes another's. ".repeat(8), total: 3 }), bytes: 480, tokens: 120 };

/** Handoffs as they are stored, a healthy one and a failed one, with words that the database replaces. */
function templates(): Record<string, string> {
  const plain = makeHandoff({ id: "@id@", seamId: "@seam@", correlationId: "@task@", startedAt: "@at@", endedAt: "@at@", traceIds: ["@trace@"] });
  const failed = { ...plain, failed: true, verdict: "lost" as const, findings: [LOST_FINDING] };
  const [row, failedRow] = [plain, failed].map((one) => handoffToRow({ ...one, reason: PAYLOAD.body }, { project: PROJECT, version: 1n }));
  return { detail: String(row?.["detail"]), summary: String(row?.["summary"]), failedDetail: String(failedRow?.["detail"]), failedSummary: String(failedRow?.["summary"]) };
}

const TRACE_ID = "lower(hex(MD5(concat('trace ', toString(trace)))))";
/** Trace 0 is the newest; the last day has its own density. */
const TRACE_START = `fromUnixTimestamp64Nano(toInt64(({toMs: UInt64} - 60000 - if(trace < {lastDayTraces: UInt64},
    intDiv(trace * ${DAY_MS}, {lastDayTraces: UInt64}),
    ${DAY_MS} + intDiv((trace - {lastDayTraces: UInt64}) * ${DAY_MS * (DAYS - 1)}, {traces: UInt64} - {lastDayTraces: UInt64}))) * 1000000), 'UTC')`;
const TASK = `concat('task-', toString(intDiv(trace, ${TRACES_PER_WORKFLOW})))`;

const SPANS = `
INSERT INTO spans (project, trace_id, span_id, parent_span_id, name, kind, start_unix_nano, end_unix_nano, status_code, attributes, attribute_types, resource_attributes, scope_name, received_at)
SELECT
    {project: String},
    ${TRACE_ID},
    lower(leftPad(hex(number + 1), 16, '0')),
    if(number % ${SPANS_PER_TRACE} = 0, '', lower(leftPad(hex(number - number % ${SPANS_PER_TRACE} + 1), 16, '0'))),
    ['invoke_agent planner', 'chat model', 'execute_tool search', 'execute_tool delegate'][1 + number % 4],
    'internal',
    toUInt64(toUnixTimestamp64Nano(at)) + (number % ${SPANS_PER_TRACE}) * 50000000,
    toUInt64(toUnixTimestamp64Nano(at)) + (number % ${SPANS_PER_TRACE}) * 50000000 + 40000000,
    if(number % 50 = 0, 'error', 'unset'),
    map('gen_ai.operation.name', 'chat', 'gen_ai.request.model', concat('model-', toString(number % 5)),
        'gen_ai.agent.name', concat('agent-', toString(number % 24)), 'gen_ai.response.id', hex(cityHash64(number)),
        'handoff.correlation_id', ${TASK}, 'gen_ai.usage.input_tokens', toString(number % 4000),
        'gen_ai.usage.output_tokens', toString(number % 700), 'gen_ai.input.messages', if(number % 20 = 0, repeat('A seam is where work changes hands. ', 60), '')),
    map('gen_ai.usage.input_tokens', 'int', 'gen_ai.usage.output_tokens', 'int'),
    map('service.name', concat('agents-', toString(number % 2)), 'telemetry.sdk.language', 'nodejs'),
    'gen_ai',
    toDateTime64(at, 3, 'UTC') + toIntervalSecond(2)
FROM (SELECT number, intDiv(number, ${SPANS_PER_TRACE}) AS trace, ${TRACE_START} AS at FROM numbers({first: UInt64}, {count: UInt64}))
SETTINGS max_block_size = 25000, min_insert_block_size_rows = 50000, max_insert_threads = 1, max_threads = 1`;

const TRACES = `
INSERT INTO traces (project, trace_id, started_at, duration_ms, name, root_missing, spans, errors, services, agents, handoffs, failed, search_text, version)
SELECT
    {project: String}, ${TRACE_ID}, ${TRACE_START}, 1000, 'invoke_agent planner', false, ${SPANS_PER_TRACE}, trace % 3 = 0, ['agents-0', 'agents-1'],
    [concat('agent-', toString(trace % 24)), concat('agent-', toString((trace + 1) % 24))], 2, trace % 10 = 0,
    concat('invoke_agent planner agents-0 agents-1 agent-', toString(trace % 24), ' agent-', toString((trace + 1) % 24), ' ', ${TASK}),
    toUInt64({toMs: UInt64}) * 1000000
FROM (SELECT number AS trace FROM numbers({first: UInt64}, {count: UInt64}))
SETTINGS max_block_size = 25000, min_insert_block_size_rows = 50000, max_insert_threads = 1, max_threads = 1`;

const filledIn = (template: string): string =>
  [["id", "id"], ["seam", "seam"], ["task", "task"], ["at", "at_text"], ["trace", "trace_id"]].reduce((text, [word, column]) => `replaceAll(${text}, '@${word}@', ${column})`, template);

/** One in twenty fails, half of those are lost; of the newest hundred every other one still waits. */
const HANDOFFS = `
INSERT INTO handoffs (project, seam_id, started_at, handoff_id, candidate, source, target, source_type, target_type, contract, source_version,
    target_version, contract_version, rule, verdict, failed, silent, total_ms, transit_ms, gate_ms, queue_ms, work_ms, deadline_at, correlation_id, trace_ids, finding_classes, finding_reasons, summary, detail, version, is_deleted)
SELECT
    {project: String}, seam, at, id, number % 97 = 0,
    concat('agent-', toString(n % 24)), concat('agent-', toString((n + 1 + intDiv(n, 24)) % 24)), 'agent', 'agent', concat('contract-', toString(n % 10)),
    concat('1.', toString(number % 3)), concat('2.', toString(number % 2)), '1.0.0',
    if(n % 4 = 0, 'T', 'E'),
    multiIf(waits, if(number % 4 = 0, 'held', 'pending'), number % 40 = 0, 'lost', 'delivered') AS verdict, bad, number % 60 = 0,
    if(number % 40 = 0, NULL, 20 + cityHash64(number) % 2000), 10, if(number % 50 = 1, 60000, NULL), 5, 500,
    if(waits, at + toIntervalHour(2), NULL), task, [trace_id],
    multiIf(NOT bad, [], number % 40 = 0, ['lost'], number % 800 = 20, ['payload_missing', 'gate_overdue'], ['schema_violation']),
    multiIf(NOT bad, [], number % 40 = 0, ['no receive by the deadline'], number % 800 = 20, ['no payload', 'pending for 8 hours'], [concat('/field', toString(n % 7), ' is missing')]),
    if(bad, ${filledIn("{failedSummary: String}")}, ${filledIn("{summary: String}")}),
    if(bad, ${filledIn("{failedDetail: String}")}, ${filledIn("{detail: String}")}),
    1, 0
FROM
(
    SELECT
        number, trace, toUInt64(floor({seams: UInt64} * pow(cityHash64(number) / 18446744073709551616., 2))) AS n, concat('seam-', toString(n)) AS seam,
        ${TRACE_START} + toIntervalMillisecond(number % ${HANDOFFS_PER_TRACE} * 300) AS at, concat('handoff-', toString(number)) AS id, ${TASK} AS task, ${TRACE_ID} AS trace_id,
        number < 100 AND number % 2 = 0 AS waits, number % 20 = 0 AND NOT waits AS bad, concat(replaceOne(toString(at), ' ', 'T'), 'Z') AS at_text
    FROM (SELECT number, intDiv(number, ${HANDOFFS_PER_TRACE}) AS trace FROM numbers({first: UInt64}, {count: UInt64}))
)
SETTINGS max_block_size = 10000, min_insert_block_size_rows = 20000, max_insert_threads = 1, max_threads = 1`;

/** As the analyser recomputes each minute that it has touched, but for all minutes of a stretch. */
const FILL_MINUTES = `
INSERT INTO seams_per_minute (project, seam_id, minute, source, target, source_type, target_type, contract, handoffs, declared, failed, silent, lost,
    by_class, by_verdict, versions, total_ms, first_at, last_at, version)
SELECT
    {project: String}, seam_id, toStartOfMinute(started_at) AS minute, any(source), any(target), any(source_type), any(target_type), any(contract),
    count(), countIf(rule = 'E'), countIf(failed) AS bad, countIf(silent), countIf(verdict = 'lost'),
    sumMap(mapFromArrays(arrayDistinct(finding_classes), arrayMap(class -> toUInt64(1), arrayDistinct(finding_classes)))), sumMap(map(verdict, toUInt64(1))),
    [(any(toString(source_version)), any(toString(target_version)), any(toString(contract_version)), count(), bad)],
    quantilesTDigestStateIf(0.5, 0.95)(assumeNotNull(total_ms), isNotNull(total_ms)), min(started_at), max(started_at), 1
FROM handoffs
PREWHERE project = {project: String} AND started_at >= {from: DateTime64(3, 'UTC')} AND started_at < {to: DateTime64(3, 'UTC')}
WHERE NOT candidate
GROUP BY seam_id, minute`;
