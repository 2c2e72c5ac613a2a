import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";

/** Handoffs as they stand under the traces, with a digest of their content: what an analysis compares its answer with. */
export const readStandingHandoffs = defineQuery({
  name: "read-standing-handoffs",
  params: z.object({ project: z.string(), traceIds: z.array(z.string()) }),
  row: z.object({ seamId: z.string(), startedAt: z.string(), id: z.string(), traceIds: z.array(z.string()), digest: z.string() }),
  sql: `
    SELECT
        seam_id AS seamId,
        concat(replaceOne(toString(started_at), ' ', 'T'), 'Z') AS startedAt,
        handoff_id AS id,
        trace_ids AS traceIds,
        lower(hex(MD5(detail))) AS digest
    FROM handoffs FINAL
    WHERE project = {project: String} AND hasAny(trace_ids, {traceIds: Array(FixedString(32))})
    LIMIT 100000`,
});
