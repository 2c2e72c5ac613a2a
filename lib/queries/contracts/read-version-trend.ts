import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { cutWindow, overTraffic, TrafficParams, versionsOf } from "../seams/traffic-of-window.ts";

const DAY_MS = 86_400_000;

const Row = z.object({ day: z.string(), contractVersion: z.string(), handoffs: z.coerce.number(), failed: z.coerce.number() });

const readDays = overTraffic((traffic) => defineQuery({
  name: "contract-version-trend",
  params: TrafficParams.extend({ seamIds: z.array(z.string()).max(2000) }),
  row: Row,
  sql: `
    SELECT toString(toDate(at)) AS day, pair.3 AS contractVersion, sum(pair.4) AS handoffs, sum(pair.5) AS failed
    FROM ${traffic({ columns: versionsOf, of: "all seams", also: "AND seam_id IN {seamIds: Array(String)}" })}
    ARRAY JOIN pairs AS pair
    GROUP BY day, contractVersion
    ORDER BY day, contractVersion
    LIMIT 20000`,
}));

/** Which contract version was claimed on these seams how often, by day (UTC), over the `days` before the end of today. */
export function readVersionTrend(db: Database, { project, seamIds, days, now }: { project: string; seamIds: string[]; days: number; now: Date }): Promise<z.infer<typeof Row>[]> {
  const to = new Date((Math.floor(now.getTime() / DAY_MS) + 1) * DAY_MS);
  if (seamIds.length === 0) return Promise.resolve([]);
  return readDays(db, { project, seamId: "", seamIds: seamIds.slice(0, 2000), ...cutWindow({ from: new Date(to.getTime() - days * DAY_MS), to }) });
}
