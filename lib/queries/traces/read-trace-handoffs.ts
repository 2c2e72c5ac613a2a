import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import { StoredHandoff } from "@/lib/model/handoff.ts";
import { placesBy, WHOLE_FIRST } from "../handoffs/places-of-handoffs.ts";
import { TraceId } from "./trace-id.ts";

/** Every handoff with evidence in a trace, in order of start, candidates included. */
export const readTraceHandoffs = defineQuery({
  name: "read-trace-handoffs",
  params: z.object({ project: z.string(), traceIds: z.tuple([TraceId]) }),
  row: z.object({ handoff: z.string().transform((json): unknown => JSON.parse(json)).pipe(StoredHandoff) }),
  sql: `
    SELECT detail AS handoff
    FROM kept_handoffs FINAL
    PREWHERE ${placesBy("trace", "traceIds")}
    WHERE hasAny(trace_ids, {traceIds: Array(FixedString(32))})
    ORDER BY started_at, handoff_id, ${WHOLE_FIRST}
    LIMIT 1 BY seam_id, started_at, handoff_id
    LIMIT 2000`,
});
