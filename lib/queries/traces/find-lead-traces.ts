import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import { TraceId } from "./trace-id.ts";

/** A key in more traces than this was not made unique by whoever made it, and holds nothing together. */
const TRACES_PER_KEY_MAX = 64;

/**
 * Of traces that share a handoff or a key with others, the least trace id among them all: whoever starts from any of two such traces
 * arrives at the same one. `kinds` are the keys that hold work together; traces that stand alone are left out.
 */
export const findLeadTraces = defineQuery({
  name: "find-lead-traces",
  params: z.object({ project: z.string(), traceIds: z.array(TraceId).max(3000), kinds: z.array(z.string()), linkKind: z.string() }),
  row: z.object({ traceId: z.string(), leadId: z.string() }),
  sql: `
    WITH own AS
    (
        SELECT trace_id, key_kind, key
        FROM kept_trace_keys
        WHERE project = {project: String} AND trace_id IN {traceIds: Array(FixedString(32))} AND key_kind IN {kinds: Array(String)}
        UNION ALL
        SELECT arrayJoin({traceIds: Array(FixedString(32))}) AS trace_id, {linkKind: String} AS key_kind, toString(trace_id) AS key
    )
    SELECT own.trace_id AS traceId, min(least(toString(own.trace_id), shared.lead)) AS leadId
    FROM own
    INNER JOIN
    (
        SELECT
            key_kind,
            key,
            if(key_kind = {linkKind: String}, least(toString(min(trace_id)), key), toString(min(trace_id))) AS lead
        FROM kept_correlation_keys
        WHERE project = {project: String} AND (key_kind, key) IN (SELECT key_kind, key FROM own)
        GROUP BY key_kind, key
        HAVING uniqExact(trace_id) <= ${TRACES_PER_KEY_MAX}
    ) AS shared ON own.key_kind = shared.key_kind AND own.key = shared.key
    GROUP BY own.trace_id
    HAVING leadId != traceId
    LIMIT 3000`,
});
