import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import { placesBy } from "../handoffs/places-of-handoffs.ts";

/** How many bytes, before compression, the spans, log records and handoffs of some traces have; a trace with none of them is left out. */
export const measureTraces = defineQuery({
  name: "measure-traces",
  params: z.object({ project: z.string(), traceIds: z.array(z.string()).max(1000) }),
  row: z.object({ traceId: z.string(), bytes: z.coerce.number() }),
  sql: `
    SELECT trace_id AS traceId, sum(size) AS bytes
    FROM
    (
        SELECT trace_id, byteSize(*) AS size
        FROM kept_spans
        WHERE project = {project: String} AND trace_id IN {traceIds: Array(FixedString(32))}
        LIMIT 1 BY trace_id, span_id, content_hash
        UNION ALL
        SELECT trace_id, byteSize(*) AS size
        FROM kept_log_records
        WHERE project = {project: String} AND trace_id IN {traceIds: Array(FixedString(32))}
        LIMIT 1 BY trace_id, span_id, content_hash
        UNION ALL
        SELECT arrayFirst(one -> has({traceIds: Array(FixedString(32))}, one), trace_ids) AS trace_id, byteSize(summary, detail) AS size
        FROM kept_handoffs FINAL
        PREWHERE ${placesBy("trace", "traceIds")}
        WHERE hasAny(trace_ids, {traceIds: Array(FixedString(32))})
        LIMIT 1 BY seam_id, started_at, handoff_id
    )
    GROUP BY trace_id
    LIMIT 1000`,
});
