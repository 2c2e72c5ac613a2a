import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { placesBy } from "../handoffs/places-of-handoffs.ts";

const TRACES_MAX = 1000;
const TRACE_ID = /^[0-9a-f]{32}$/;
const SPAN_ID = /^[0-9a-f]{16}$/;

const Question = z.object({ project: z.string(), id: z.string() });
const Row = z.object({ traceId: z.string() });

const byTraceId = defineQuery({
  name: "trace-of-trace-id",
  params: Question,
  row: Row,
  sql: "SELECT trace_id AS traceId FROM traces WHERE project = {project: String} AND trace_id = {id: String} LIMIT 1",
});

const bySpanId = defineQuery({
  name: "traces-of-span-id",
  params: Question,
  row: Row,
  sql: `SELECT DISTINCT trace_id AS traceId FROM spans PREWHERE project = {project: String} AND span_id = {id: String} LIMIT ${TRACES_MAX}`,
});

const byHandoffId = defineQuery({
  name: "traces-of-handoff-id",
  params: Question.pick({ project: true }).extend({ ids: z.tuple([z.string()]) }),
  row: Row,
  sql: `
    SELECT DISTINCT arrayJoin(trace_ids) AS traceId
    FROM handoffs FINAL
    PREWHERE ${placesBy("handoff", "ids")}
    LIMIT ${TRACES_MAX}`,
});

/** The traces that an id speaks of, whether it is a trace's, a span's or a handoff's; none when it is no such id. */
export async function findTraceIds(db: Database, question: { project: string; id: string }): Promise<string[]> {
  const hex = { ...question, id: question.id.toLowerCase() };
  const found = await Promise.all([
    TRACE_ID.test(hex.id) ? byTraceId(db, hex) : [],
    SPAN_ID.test(hex.id) ? bySpanId(db, hex) : [],
    byHandoffId(db, { project: question.project, ids: [question.id] }),
  ]);
  return [...new Set(found.flat().map((row) => row.traceId))].slice(0, TRACES_MAX);
}
