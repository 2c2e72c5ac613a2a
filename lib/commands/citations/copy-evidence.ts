import type { Database } from "@/lib/clickhouse/open-database.ts";
import { measureTraces } from "@/lib/queries/citations/measure-traces.ts";
import { IS_EXPIRED, placesBy } from "@/lib/queries/handoffs/places-of-handoffs.ts";

/** Traces that are copied by one statement. */
const TRACES_PER_COPY = 50;
const OF_TRACES = "project = {project: String} AND trace_id IN {traceIds: Array(FixedString(32))}";
/** A copy of what was copied and removed before is stored again, and the hash that tells spans apart stays what it was. */
const AS_IT_IS = "SETTINGS insert_deduplicate = 0, insert_allow_materialized_columns = 1";

/** Keys last, so that who finds a key finds the trace. A handoff whose evidence has expired does not take the place of one that has it. */
const COPIES = [
  `INSERT INTO pinned_spans (*, content_hash) SELECT *, content_hash FROM spans WHERE ${OF_TRACES} LIMIT 1 BY trace_id, span_id, content_hash ${AS_IT_IS}`,
  `INSERT INTO pinned_log_records (*, content_hash) SELECT *, content_hash FROM log_records WHERE ${OF_TRACES} LIMIT 1 BY trace_id, span_id, content_hash ${AS_IT_IS}`,
  `INSERT INTO pinned_handoffs
   SELECT * FROM handoffs
   PREWHERE ${placesBy("trace", "traceIds")}
   WHERE hasAny(trace_ids, {traceIds: Array(FixedString(32))})
       AND (NOT ${IS_EXPIRED} OR (seam_id, started_at, handoff_id) NOT IN (SELECT seam_id, started_at, handoff_id FROM pinned_handoffs WHERE ${placesBy("trace", "traceIds")}))
   SETTINGS insert_deduplicate = 0`,
  `INSERT INTO pinned_traces SELECT * FROM traces WHERE ${OF_TRACES} SETTINGS insert_deduplicate = 0`,
  `INSERT INTO pinned_correlation_keys (project, key_kind, key, trace_id) SELECT DISTINCT project, key_kind, key, trace_id FROM trace_keys WHERE ${OF_TRACES} SETTINGS insert_deduplicate = 0`,
];

/** Copies all that there is of these traces, and of the handoffs with evidence in them, to the tables without a lifetime. Copying again changes nothing but what is new. */
export async function copyEvidence(db: Database, project: string, traceIds: readonly string[]): Promise<void> {
  for (let start = 0; start < traceIds.length; start += TRACES_PER_COPY) {
    const part = traceIds.slice(start, start + TRACES_PER_COPY);
    // Measured first: whoever removes what nobody holds looks there for what there is.
    const sizes = await measureTraces(db, { project, traceIds: part });
    await db.insert("pinned_trace_sizes", sizes.map(({ traceId, bytes }) => ({ project, trace_id: traceId, bytes })));
    for (const sql of COPIES) await db.run(sql, { project, traceIds: part });
  }
}
