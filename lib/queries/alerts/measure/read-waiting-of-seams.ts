import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import { STANDING_RESOLUTIONS } from "../../reconciliation/standing-resolutions.ts";

const SEAMS_MAX = 100_000;

/**
 * By seam, the handoffs that wait now: how many, since when the oldest, and how many of them for a gate that is overdue. What was resolved in the
 * inbox waits for nobody.
 */
export const readWaitingOfSeams = defineQuery({
  name: "alert-waiting",
  params: z.object({ project: z.string() }),
  row: z.object({ seamId: z.string(), source: z.string(), target: z.string(), contract: z.string(), waiting: z.coerce.number(), overdue: z.coerce.number(), oldestMs: z.coerce.number() }),
  sql: `
    SELECT
        seam_id AS seamId, max(handoffs_by_time.source) AS source, max(handoffs_by_time.target) AS target, max(JSONExtractString(summary, 'contract')) AS contract,
        count() AS waiting, countIf(has(finding_classes, 'gate_overdue')) AS overdue, toUnixTimestamp64Milli(min(started_at)) AS oldestMs
    FROM handoffs_by_time FINAL
    WHERE project = {project: String} AND NOT candidate AND verdict IN ('pending', 'held')
        AND handoff_id NOT IN (SELECT handoff_id FROM ${STANDING_RESOLUTIONS})
    GROUP BY seamId
    LIMIT ${SEAMS_MAX}`,
});
