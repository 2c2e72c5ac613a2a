import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import { SeamEnds } from "@/lib/model/seam.ts";

/** A seam's ends and when it was seen, over all time: from its counted handoffs, or from its candidates when it has no others. */
export const findSeam = defineQuery({
  name: "find-seam",
  params: z.object({ project: z.string(), seamId: z.string() }),
  row: SeamEnds.extend({
    declaredTotal: z.coerce.number(),
    firstSeenAt: z.string(),
    lastSeenAt: z.string(),
  }),
  sql: `
    SELECT
        seam_id AS id,
        argMax(source, (NOT candidate, started_at)) AS source,
        argMax(target, (NOT candidate, started_at)) AS target,
        argMax(source_type, (NOT candidate, started_at)) AS sourceType,
        argMax(target_type, (NOT candidate, started_at)) AS targetType,
        argMax(contract, (NOT candidate, started_at)) AS contract,
        countIf(rule = 'E') AS declaredTotal,
        min(started_at) AS firstSeenAt,
        max(started_at) AS lastSeenAt
    FROM handoffs FINAL
    PREWHERE project = {project: String} AND seam_id = {seamId: String}
    GROUP BY seam_id
    LIMIT 1
    SETTINGS date_time_output_format = 'iso'`,
});
