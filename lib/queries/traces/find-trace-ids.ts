import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { LINK_KIND } from "@/lib/seams/workflow/key-strength.ts";
import { readKindsOfKey, readTracesOfKeys } from "../workflows/trace-keys.ts";
import { placesBy } from "../handoffs/places-of-handoffs.ts";

const TRACES_MAX = 1000;
const TRACE_ID = /^[0-9a-f]{32}$/;
const SPAN_ID = /^[0-9a-f]{16}$/;
/** The beginning of a trace id as people copy it. */
const START_OF_TRACE_ID = /^[0-9a-f]{8,31}$/;

const Question = z.object({ project: z.string(), id: z.string() });
const Row = z.object({ traceId: z.string() });

const byTraceId = defineQuery({
  name: "trace-of-trace-id",
  params: Question,
  row: Row,
  sql: "SELECT trace_id AS traceId FROM kept_traces WHERE project = {project: String} AND trace_id = {id: String} LIMIT 1",
});

const byStartOfTraceId = defineQuery({
  name: "traces-of-start-of-trace-id",
  params: Question.extend({ last: z.string() }),
  row: Row,
  sql: `SELECT DISTINCT trace_id AS traceId FROM kept_traces WHERE project = {project: String} AND trace_id >= {id: String} AND trace_id <= {last: String} LIMIT ${TRACES_MAX}`,
});

const bySeamId = defineQuery({
  name: "traces-of-seam-id",
  params: Question,
  row: Row,
  sql: `
    SELECT DISTINCT arrayJoin(trace_ids) AS traceId
    FROM (SELECT trace_ids FROM handoffs WHERE project = {project: String} AND seam_id = {id: String} ORDER BY started_at DESC LIMIT ${TRACES_MAX})
    LIMIT ${TRACES_MAX}`,
});

const bySpanId = defineQuery({
  name: "traces-of-span-id",
  params: Question,
  row: Row,
  sql: `SELECT DISTINCT trace_id AS traceId FROM kept_spans PREWHERE project = {project: String} AND span_id = {id: String} LIMIT ${TRACES_MAX}`,
});

const byHandoffId = defineQuery({
  name: "traces-of-handoff-id",
  params: Question.pick({ project: true }).extend({ ids: z.tuple([z.string()]) }),
  row: Row,
  sql: `
    SELECT DISTINCT arrayJoin(trace_ids) AS traceId
    FROM kept_handoffs FINAL
    PREWHERE ${placesBy("handoff", "ids")}
    LIMIT ${TRACES_MAX}`,
});

/** Traces with this key of a workflow, of whatever kind; links are ids of traces and found as such. */
async function tracesOfKey(db: Database, { project, id }: { project: string; id: string }): Promise<{ traceId: string }[]> {
  const kinds = (await readKindsOfKey(db, project, id)).filter((kind) => kind !== LINK_KIND);
  return kinds.length === 0 ? [] : (await readTracesOfKeys(db, project, kinds.map((kind) => ({ kind, key: id })), TRACES_MAX)).rows;
}

/** The traces that an id speaks of, whether it is a trace's (or its first eight digits and more), a span's, a handoff's, a seam's or a workflow's key; none when it is no such id. */
export async function findTraceIds(db: Database, question: { project: string; id: string }): Promise<string[]> {
  const hex = { ...question, id: question.id.toLowerCase() };
  const found = await Promise.all([
    TRACE_ID.test(hex.id) ? byTraceId(db, hex) : [],
    SPAN_ID.test(hex.id) ? bySpanId(db, hex) : [],
    START_OF_TRACE_ID.test(hex.id) ? byStartOfTraceId(db, { ...hex, id: hex.id.padEnd(32, "0"), last: hex.id.padEnd(32, "f") }) : [],
    byHandoffId(db, { project: question.project, ids: [question.id] }),
    bySeamId(db, question),
    tracesOfKey(db, question),
  ]);
  return [...new Set(found.flat().map((row) => row.traceId))].slice(0, TRACES_MAX);
}
