import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";

/** Handoffs that still have time, by verdict, and how many of them are beyond their deadline by more than a minute although nobody has judged them since. */
export const readWaiting = defineQuery({
  name: "reconciliation-waiting",
  params: z.object({ project: z.string() }),
  row: z.object({ verdict: z.enum(["pending", "held"]), count: z.coerce.number(), oldestAt: z.string(), unreconciled: z.coerce.number() }),
  sql: `
    SELECT verdict, count() AS count, min(started_at) AS oldestAt,
        countIf(deadline_at < now64(9) - INTERVAL 1 MINUTE AND NOT has(finding_classes, 'gate_overdue')) AS unreconciled
    FROM handoffs_by_time FINAL
    WHERE project = {project: String} AND NOT candidate AND verdict IN ('pending', 'held')
    GROUP BY verdict
    ORDER BY verdict
    LIMIT 2
    SETTINGS date_time_output_format = 'iso'`,
});
