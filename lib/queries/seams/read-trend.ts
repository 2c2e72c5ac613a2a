import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { SeamDetail } from "@/lib/model/seam.ts";
import { FINDING_CLASSES } from "@/lib/model/vocabulary.ts";
import type { TimeWindow } from "../time-window.ts";
import { cutWindow, overTraffic, TrafficParams } from "./traffic-of-window.ts";

/** As many points as a chart of ordinary width can tell apart. */
export const BUCKETS_MAX = 120;
const HOUR_S = 3600;
const DAY_S = 86_400;
/** Widths that people read off an axis, in seconds; beyond a day, whole days. */
const STEPS_S = [60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, DAY_S];

const readBuckets = overTraffic((traffic) => defineQuery({
  name: "seam-trend",
  params: TrafficParams.extend({ stepS: z.int().positive() }),
  row: z.object({
    atS: z.coerce.number(),
    total: z.coerce.number(),
    failedTotal: z.coerce.number(),
    byClass: z.partialRecord(z.enum(FINDING_CLASSES), z.coerce.number()),
    byVerdict: z.record(z.string(), z.coerce.number()),
    quantiles: z.tuple([z.number().nullable(), z.number().nullable()]),
  }),
  sql: `
    SELECT
        intDiv(toUnixTimestamp(at), {stepS: UInt32}) * {stepS: UInt32} AS atS,
        sum(handoffs) AS total,
        sum(failed) AS failedTotal,
        sumMap(by_class) AS byClass,
        sumMap(by_verdict) AS byVerdict,
        quantilesTDigestMerge(0.5, 0.95)(total_ms) AS quantiles
    FROM ${traffic({ columns: "handoffs, failed, by_class, by_verdict, total_ms", of: "one seam" })}
    GROUP BY atS
    ORDER BY atS
    LIMIT ${BUCKETS_MAX}`,
}));

/** The coarsest rollup whose buckets each lie in one step. */
const grainOf = (stepS: number): "minute" | "hour" | "day" => (stepS % DAY_S === 0 ? "day" : stepS % HOUR_S === 0 ? "hour" : "minute");

/** A seam's traffic over the window (whole minutes) in at most 120 equal buckets on round times, empty ones as zeros; and how many came to which verdict in all of it. */
export async function readTrend(
  db: Database,
  { project, seamId, from, to }: TimeWindow & { project: string; seamId: string },
): Promise<Pick<SeamDetail, "trend" | "byVerdict">> {
  const stepS = roundStepS({ from, to }, BUCKETS_MAX);
  const buckets = await readBuckets(db, { project, seamId, ...cutWindow({ from, to }, grainOf(stepS)), stepS });
  const byStart = new Map(buckets.map((bucket) => [bucket.atS, bucket]));
  const trend = bucketStarts({ from, to }, stepS).map((atS) => {
    const bucket = byStart.get(atS);
    const [p50Ms, p95Ms] = bucket?.quantiles ?? [null, null];
    return {
      at: new Date(atS * 1000).toISOString(),
      handoffs: bucket?.total ?? 0,
      failed: bucket?.failedTotal ?? 0,
      byClass: bucket?.byClass ?? {},
      p50Ms,
      p95Ms,
    };
  });
  const byVerdict: SeamDetail["byVerdict"] = {};
  for (const [verdict, count] of buckets.flatMap((bucket) => Object.entries(bucket.byVerdict))) byVerdict[verdict] = (byVerdict[verdict] ?? 0) + count;
  return { trend, byVerdict };
}

/** Width of a bucket in seconds: the narrowest round one that needs no more than so many of them. */
export function roundStepS(window: TimeWindow, bucketsMax: number): number {
  const fits = (stepS: number) => bucketCount(window, stepS) <= bucketsMax;
  const round = STEPS_S.find(fits);
  if (round !== undefined) return round;
  const days = Math.ceil((window.to.getTime() - window.from.getTime()) / 1000 / DAY_S / (bucketsMax - 1));
  return days * DAY_S;
}

/** Where the buckets of a window begin, in unix seconds. */
export function bucketStarts(window: TimeWindow, stepS: number): number[] {
  const firstS = Math.floor(window.from.getTime() / 1000 / stepS) * stepS;
  return Array.from({ length: bucketCount(window, stepS) }, (_, index) => firstS + index * stepS);
}

function bucketCount({ from, to }: TimeWindow, stepS: number): number {
  return Math.ceil(to.getTime() / 1000 / stepS) - Math.floor(from.getTime() / 1000 / stepS);
}
