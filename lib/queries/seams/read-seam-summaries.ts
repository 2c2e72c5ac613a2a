import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { groupBy } from "@/lib/model/group-by.ts";
import type { SeamSummary, SeamTotals } from "@/lib/model/seam.ts";
import type { TimeWindow } from "../time-window.ts";
import { readSeamTraffic, SEAMS_MAX } from "./read-seam-traffic.ts";
import { cutWindow, overTraffic, TrafficParams } from "./traffic-of-window.ts";
import { wilsonInterval } from "./wilson-interval.ts";

const SLICES = 24;

/** In windows of this length and more a slice is long against an hour, and from the other on against a day: they are not told apart by minutes. */
const SLICES_OF_HOURS_MS = 6 * 86_400_000;
const SLICES_OF_DAYS_MS = 24 * SLICES_OF_HOURS_MS;

const slicesBy = (name: string, tellsMinutes: boolean) =>
  overTraffic((traffic) => defineQuery({
    name,
    params: TrafficParams.extend({ fromS: z.int(), lengthS: z.int().positive() }),
    row: z.object({ id: z.string(), slice: z.coerce.number(), handoffs: z.coerce.number(), failed: z.coerce.number() }),
    sql: `
    SELECT id, intDiv((toUnixTimestamp(at) + part.1 * 60 - {fromS: Int64}) * ${SLICES}, {lengthS: Int64}) AS slice, sum(part.2) AS handoffs, sum(part.3) AS failed
    FROM ${traffic({ columns: (at) => `seam_id AS id, ${tellsMinutes && at === "hour" ? "minutes" : "[(toUInt8(0), toUInt32(handoffs), toUInt32(failed))]"} AS parts`, of: "all seams" })}
    ARRAY JOIN parts AS part
    GROUP BY id, slice
    LIMIT ${SEAMS_MAX * SLICES}`,
  }));
const readSlices = slicesBy("seam-slices", true);
const readLongSlices = slicesBy("seam-slices-long", false);

/** Seams with traffic in the window (whole minutes), worst first; only the one when `seamId` is given. */
export async function readSeamSummaries(
  db: Database,
  { project, seamId = "", from, to }: TimeWindow & { project: string; seamId?: string },
): Promise<SeamSummary[]> {
  const lengthMs = to.getTime() - from.getTime();
  const sliced = { project, seamId, ...cutWindow({ from, to }, lengthMs < SLICES_OF_DAYS_MS ? "hour" : "day") };
  const fromS = from.getTime() / 1000;
  const lengthS = lengthMs / 1000;
  const [seams, slices] = await Promise.all([
    readSeamTotals(db, { project, seamId, from, to }),
    (lengthMs < SLICES_OF_HOURS_MS ? readSlices : readLongSlices)(db, { ...sliced, fromS, lengthS }),
  ]);
  const slicesOf = groupBy(slices, (slice) => slice.id);
  return seams.map((seam) => ({ ...seam, sparkline: sparklineOf(slicesOf.get(seam.id) ?? []) }));
}

/** As `readSeamSummaries`, for whom does not draw their course over the window. */
export async function readSeamTotals(
  db: Database,
  { project, seamId = "", from, to }: TimeWindow & { project: string; seamId?: string },
): Promise<SeamTotals[]> {
  const traffic = await readSeamTraffic(db, { project, seamId, from, to });
  return traffic.map(({ ends, handoffs, declared, failed, silent, lost, p50Ms, p95Ms, pairs, firstSeenAt, lastSeenAt }) => ({
    ...ends, firstSeenAt, lastSeenAt, inferred: declared === 0, handoffs, failed, silent, lost, ...failureRates(failed, handoffs), p50Ms, p95Ms, versions: pairs,
  }));
}

/** The failure rate with its interval; all null when nothing was handed over. */
export function failureRates(failed: number, handoffs: number): Pick<SeamSummary, "failureRate" | "failureRateLow" | "failureRateHigh"> {
  const interval = wilsonInterval(failed, handoffs);
  return {
    failureRate: interval === undefined ? null : failed / handoffs,
    failureRateLow: interval?.low ?? null,
    failureRateHigh: interval?.high ?? null,
  };
}

/** Every slice of the window in order, those without traffic as zeros. */
function sparklineOf(slices: readonly { slice: number; handoffs: number; failed: number }[]): SeamSummary["sparkline"] {
  const bySlice = new Map(slices.map((slice) => [slice.slice, slice]));
  return Array.from({ length: SLICES }, (_, index) => {
    const { handoffs, failed } = bySlice.get(index) ?? { handoffs: 0, failed: 0 };
    return { handoffs, failed };
  });
}
