import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { SeamEnds } from "@/lib/model/seam.ts";
import { SEAM_ENDS } from "./seam-ends-sql.ts";

const Row = SeamEnds.extend({ declaredTotal: z.coerce.number(), firstSeenAt: z.string(), lastSeenAt: z.string() });

const findCounted = defineQuery({
  name: "find-seam",
  params: z.object({ project: z.string(), seamId: z.string() }),
  row: Row,
  sql: `
    SELECT ${SEAM_ENDS},
        sum(declared) AS declaredTotal,
        min(first_at) AS firstSeenAt,
        max(last_at) AS lastSeenAt
    FROM seams_per_day FINAL
    PREWHERE project = {project: String} AND seam_id = {seamId: String}
    WHERE handoffs > 0
    GROUP BY seam_id
    LIMIT 1
    SETTINGS date_time_output_format = 'iso'`,
});

const findGuessed = defineQuery({
  name: "find-guessed-seam",
  params: z.object({ project: z.string(), seamId: z.string() }),
  row: Row,
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

/** A seam's ends and when it was seen, over all time, in a list of one: from its counted handoffs, or from its candidates when it has no others. */
export async function findSeam(db: Database, question: { project: string; seamId: string }): Promise<z.output<typeof Row>[]> {
  const counted = await findCounted(db, question);
  return counted.length > 0 ? counted : findGuessed(db, question);
}
