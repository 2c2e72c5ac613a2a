import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";

/** The ends of seams, by their ids, over all time; a seam that never had a handoff that counts is left out. */
export const readSeamNames = defineQuery({
  name: "alert-seam-names",
  params: z.object({ project: z.string(), ids: z.array(z.string()).max(5000) }),
  row: z.object({ id: z.string(), source: z.string(), target: z.string(), contract: z.string() }),
  sql: `
    SELECT seam_id AS id, argMax(source, day) AS source, argMax(target, day) AS target, argMax(contract, day) AS contract
    FROM (SELECT seam_id, source, target, contract, day FROM seams_per_day FINAL PREWHERE project = {project: String} AND seam_id IN {ids: Array(String)} WHERE handoffs > 0)
    GROUP BY seam_id
    ORDER BY id
    LIMIT 5000`,
});
