import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { TrafficBucket } from "@/lib/model/trace-facets.ts";
import { Instant } from "../time-window.ts";

const BUCKETS = 60;
/** A window longer than this is cut to where there are traces, or all of them would stand in one stretch. */
const LONG_MS = 366 * 86_400_000;

const Params = z.object({ project: z.string(), from: Instant, to: Instant, agent: z.string(), service: z.string() });
const IS_ASKED_FOR = `project = {project: String} AND started_at >= {from: DateTime64(3, 'UTC')} AND started_at < {to: DateTime64(3, 'UTC')}
        AND ({agent: String} = '' OR has(agents, {agent: String})) AND ({service: String} = '' OR has(services, {service: String}))`;

const readExtent = defineQuery({
  name: "extent-of-traces",
  params: Params.pick({ project: true }),
  row: z.object({ fromMs: z.coerce.number(), toMs: z.coerce.number(), traces: z.coerce.number() }),
  sql: `
    SELECT toUnixTimestamp64Milli(min(started_at)) AS fromMs, toUnixTimestamp64Milli(max(started_at)) AS toMs, count() AS traces
    FROM traces_by_time
    WHERE project = {project: String}
    LIMIT 1`,
});

const readBuckets = defineQuery({
  name: "trace-traffic",
  params: Params.extend({ stepMs: z.int().positive() }),
  row: z.object({ bucket: z.coerce.number(), traces: z.coerce.number(), failed: z.coerce.number() }),
  sql: `
    SELECT
        intDiv(toUnixTimestamp64Milli(stands_at) - toUnixTimestamp64Milli({from: DateTime64(3, 'UTC')}), {stepMs: Int64}) AS bucket,
        count() AS traces,
        countIf(fails > 0) AS failed
    FROM
    (
        SELECT trace_id, argMax(started_at, version) AS stands_at, argMax(failed, version) AS fails
        FROM traces_by_time
        WHERE ${IS_ASKED_FOR}
        GROUP BY trace_id
    )
    GROUP BY bucket
    ORDER BY bucket
    LIMIT ${BUCKETS + 1}`,
});

/**
 * How many traces started when in a window, and how many of them with a failed handoff, in sixty equal stretches; more than a year is
 * cut to where there are traces. A trace that an earlier span has moved stands at its latest place in the window.
 */
export async function readTraceTraffic(db: Database, { project, from, to, agent, service }: z.infer<typeof Params>): Promise<TrafficBucket[]> {
  const window = to.getTime() - from.getTime() > LONG_MS ? await cutToTraces(db, project, { from, to }) : { from, to };
  if (window === undefined) return [];
  const stepMs = Math.max(1, Math.ceil((window.to.getTime() - window.from.getTime()) / BUCKETS));
  const found = new Map((await readBuckets(db, { project, ...window, agent, service, stepMs })).map((row) => [row.bucket, row]));
  return Array.from({ length: BUCKETS }, (_, bucket) => ({
    at: new Date(window.from.getTime() + bucket * stepMs).toISOString(), traces: found.get(bucket)?.traces ?? 0, failed: found.get(bucket)?.failed ?? 0,
  }));
}

async function cutToTraces(db: Database, project: string, { from, to }: { from: Date; to: Date }): Promise<{ from: Date; to: Date } | undefined> {
  const [extent] = await readExtent(db, { project });
  if (extent === undefined || extent.traces === 0) return undefined;
  return { from: new Date(Math.max(from.getTime(), extent.fromMs)), to: new Date(Math.min(to.getTime(), extent.toMs + 1)) };
}
