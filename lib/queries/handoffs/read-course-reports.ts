import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { Handoff } from "@/lib/model/handoff.ts";
import type { CourseReport } from "@/lib/seams/course/handoff-report.ts";
import { TraceId } from "../traces/trace-id.ts";

/** A handoff with evidence in more spans is told by the first of them. */
const SPANS_MAX = 200;
const VALUE_LENGTH_MAX = 8000;
/** Attributes that tell of attempts and gates; payloads beside them stay where they are. */
const TELLING = "key LIKE 'handoff.gate.%' AND key != 'handoff.gate.payload' OR key LIKE 'handoff.retry.%' OR key = 'handoff.state'";
const filtered = (map: string): string => `mapApply((key, value) -> (key, leftUTF8(value, ${VALUE_LENGTH_MAX})), mapFilter((key, value) -> ${TELLING}, ${map}))`;

const Texts = z.record(z.string(), z.string());

const readReports = defineQuery({
  name: "read-course-reports",
  params: z.object({ project: z.string(), traceIds: z.array(TraceId), spanIds: z.array(z.string()).max(SPANS_MAX) }),
  row: z.object({
    traceId: z.string(), spanId: z.string(), startUnixNano: z.coerce.bigint(), endUnixNano: z.coerce.bigint(), statusCode: z.string(), error: z.string(),
    attributes: Texts, events: z.array(Texts), gatePayloadBytes: z.coerce.number(),
  }),
  sql: `
    SELECT
        trace_id AS traceId, span_id AS spanId, start_unix_nano AS startUnixNano, end_unix_nano AS endUnixNano, status_code AS statusCode, leftUTF8(status_message, 500) AS error,
        ${filtered("attributes")} AS attributes,
        arrayMap(map -> ${filtered("map")}, \`events.attributes\`) AS events,
        length(attributes['handoff.gate.payload']) AS gatePayloadBytes
    FROM kept_spans
    WHERE project = {project: String} AND trace_id IN {traceIds: Array(FixedString(32))} AND span_id IN {spanIds: Array(String)}
    ORDER BY project, trace_id, span_id, content_hash
    LIMIT 1 BY trace_id, span_id
    LIMIT ${SPANS_MAX}`,
});

/** What the spans behind a handoff's legs say of attempts and gates, in order of time; nothing once their retention is over. */
export async function readCourseReports(db: Database, project: string, { legs }: Pick<Handoff, "legs">): Promise<CourseReport[]> {
  const told = legs.filter(({ traceId, spanId }) => TraceId.safeParse(traceId).success && spanId !== "");
  const spanIds = [...new Set(told.map(({ spanId }) => spanId))].slice(0, SPANS_MAX);
  if (spanIds.length === 0) return [];
  const rows = await readReports(db, { project, traceIds: [...new Set(told.map(({ traceId }) => traceId))], spanIds });
  const reports = rows.map(({ statusCode, events, attributes, ...row }) => ({ ...row, isError: statusCode === "error", attributes: Object.assign({}, ...events, attributes) }));
  return reports.toSorted((a, b) => Number(a.startUnixNano > b.startUnixNano) - Number(a.startUnixNano < b.startUnixNano));
}
