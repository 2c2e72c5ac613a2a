import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { TimeWindow } from "../time-window.ts";

/** Every day has a bucket of each seam with traffic, so the days tell it, however long history is. */
const readMinutes = defineQuery({
  name: "traffic-extent",
  params: z.object({ project: z.string() }),
  row: z.object({ firstMinute: z.coerce.number(), lastMinute: z.coerce.number(), handoffs: z.coerce.number() }),
  sql: `
    SELECT toUnixTimestamp(toStartOfMinute(min(first_at))) AS firstMinute, toUnixTimestamp(toStartOfMinute(max(last_at))) AS lastMinute, sum(n) AS handoffs
    FROM (SELECT first_at, last_at, handoffs AS n FROM seams_per_day FINAL PREWHERE project = {project: String} WHERE handoffs > 0)
    LIMIT 1`,
});

/** From the first minute with traffic until the end of the last one; undefined when there was none yet. */
export async function readTrafficExtent(db: Database, project: string): Promise<TimeWindow | undefined> {
  const [extent] = await readMinutes(db, { project });
  if (extent === undefined || extent.handoffs === 0) return undefined;
  return { from: new Date(extent.firstMinute * 1000), to: new Date((extent.lastMinute + 60) * 1000) };
}
