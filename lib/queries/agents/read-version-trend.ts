import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { BUCKETS_MAX, roundStepS } from "../seams/read-trend.ts";
import { cutWindow, overTraffic, TrafficParams, versionsOf } from "../seams/traffic-of-window.ts";
import { type TimeWindow, wholeMinutes } from "../time-window.ts";

const HOUR_S = 3600;
const DAY_S = 86_400;

const Row = z.object({ version: z.string(), atS: z.coerce.number(), handoffs: z.coerce.number(), failed: z.coerce.number() });

const readBuckets = overTraffic((traffic) => defineQuery({
  name: "agent-version-trend",
  params: TrafficParams.extend({ agent: z.string(), stepS: z.int().positive() }),
  row: Row,
  sql: `
    SELECT end.1 AS version, intDiv(toUnixTimestamp(at), {stepS: UInt32}) * {stepS: UInt32} AS atS, sum(end.2) AS handoffs, sum(end.3) AS failed
    FROM
    (
        SELECT at, arrayJoin(arrayConcat(
            if(source = {agent: String}, arrayMap(pair -> (pair.1, pair.4, pair.5), pairs), []),
            if(target = {agent: String}, arrayMap(pair -> (pair.2, pair.4, pair.5), pairs), []))) AS end
        FROM ${traffic({ columns: (at) => `source, target, ${versionsOf(at)}`, of: "all seams", also: "AND (source = {agent: String} OR target = {agent: String})" })}
    )
    WHERE end.1 != ''
    GROUP BY version, atS
    ORDER BY atS, version
    LIMIT 6000`,
}));

/** Traffic of one agent by its own version, either side, in at most 120 equal buckets of the window (`stepS` seconds wide, starting on round times). */
export async function readAgentVersionTrend(db: Database, { project, agent, from, to }: TimeWindow & { project: string; agent: string }): Promise<{ stepS: number; buckets: z.infer<typeof Row>[] }> {
  const window = wholeMinutes({ from, to });
  const stepS = roundStepS(window, BUCKETS_MAX);
  const grain = stepS % DAY_S === 0 ? "day" : stepS % HOUR_S === 0 ? "hour" : "minute";
  return { stepS, buckets: await readBuckets(db, { project, agent, seamId: "", stepS, ...cutWindow(window, grain) }) };
}
