import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";

/** Every collector heard of in the last 30 days, with the age of its last beat and, on each row, what time the database has (unix nanoseconds). */
export const readCollectors = defineQuery({
  name: "read-collectors",
  params: z.object({ project: z.string() }),
  row: z.object({
    collector: z.string(),
    startedAt: z.string(),
    ageMs: z.coerce.number(),
    gone: z.boolean(),
    version: z.coerce.bigint(),
    nowUnixNano: z.coerce.bigint(),
  }),
  sql: `
    SELECT
        collector,
        concat(replaceOne(toString(started_at), ' ', 'T'), 'Z') AS startedAt,
        toUnixTimestamp64Milli(now64(3)) - toUnixTimestamp64Milli(beat_at) AS ageMs,
        gone,
        version,
        toUnixTimestamp64Nano(now64(9)) AS nowUnixNano
    FROM collectors FINAL
    WHERE project = {project: String}
    ORDER BY collector
    LIMIT 10000`,
});
