import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { Health } from "@/lib/model/health.ts";

/**
 * Nothing here reads more than part metadata and the rollup by day, so a probe may ask every second. Spans and traces are counted as
 * they lie: what was stored twice counts twice until parts have merged.
 */
const readCounts = defineQuery({
  name: "read-health",
  params: z.object({ project: z.string() }),
  row: z.object({
    engineVersion: z.string(),
    newestSpanAt: z.string(),
    spans: z.coerce.number(),
    traces: z.coerce.number(),
    handoffs: z.coerce.number(),
    seams: z.coerce.number(),
  }),
  sql: `
    SELECT
        version() AS engineVersion,
        newest.at AS newestSpanAt,
        newest.spans AS spans,
        (SELECT count() FROM traces) AS traces,
        traffic.handoffs AS handoffs,
        traffic.seams AS seams
    FROM (SELECT max(received_at) AS at, count() AS spans FROM spans) AS newest
    CROSS JOIN
    (
        SELECT sum(n) AS handoffs, uniqExact(seam_id) AS seams
        FROM (SELECT seam_id, handoffs AS n FROM seams_per_day FINAL PREWHERE project = {project: String} WHERE handoffs > 0)
    ) AS traffic
    LIMIT 1
    SETTINGS date_time_output_format = 'iso'`,
});

/** Asks the database how it is; that it does not answer at all is an answer, every other failure throws. */
export async function readHealth(db: Database, project: string): Promise<Health> {
  if (!(await db.ping())) return { reachable: false };
  const [counts] = await readCounts(db, { project });
  if (counts === undefined) throw new Error("the database answered the health question without a row");
  return { reachable: true, ...counts, newestSpanAt: counts.spans === 0 ? null : counts.newestSpanAt };
}
