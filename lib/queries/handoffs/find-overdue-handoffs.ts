import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";

/**
 * Handoffs, each with one of its traces, whose deadline has passed while nobody sent another span: only the clock can tell that they are lost, or
 * that their gate is overdue. A gate that is known to be overdue stays held and is told once; guesses are not judged.
 */
export const findOverdueHandoffs = defineQuery({
  name: "find-overdue-handoffs",
  params: z.object({ project: z.string(), limit: z.int() }),
  row: z.object({ id: z.string(), traceId: z.string() }),
  sql: `
    SELECT handoff_id AS id, trace_ids[1] AS traceId
    FROM handoffs_by_time FINAL
    WHERE project = {project: String} AND deadline_at < now64(9)
      AND verdict IN ('pending', 'held')
      AND (verdict = 'pending' OR (verdict = 'held' AND NOT candidate AND NOT has(finding_classes, 'gate_overdue')))
    LIMIT {limit: UInt32}`,
});
