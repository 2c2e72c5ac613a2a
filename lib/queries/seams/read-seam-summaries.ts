import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { groupBy } from "@/lib/model/group-by.ts";
import { SeamEnds, type SeamSummary } from "@/lib/model/seam.ts";
import type { TimeWindow } from "../time-window.ts";
import { cutWindow, overTraffic, TrafficParams, versionsOf } from "./traffic-of-window.ts";
import { wilsonInterval } from "./wilson-interval.ts";
import { SEAM_ENDS } from "./seam-ends-sql.ts";

const SLICES = 24;
/** Far beyond what a graph or a table can show; a deployment with more has lost its agent names, not its limit. */
const SEAMS_MAX = 5000;
const PAIRS_MAX = 50_000;

/** In windows of this length and more a slice is long against an hour, and from the other on against a day: they are not told apart by minutes. */
const SLICES_OF_HOURS_MS = 6 * 86_400_000;
const SLICES_OF_DAYS_MS = 24 * SLICES_OF_HOURS_MS;

const readTotals = overTraffic((traffic) => defineQuery({
  name: "seam-totals",
  params: TrafficParams,
  row: SeamEnds.extend({
    total: z.coerce.number(),
    declaredTotal: z.coerce.number(),
    failedTotal: z.coerce.number(),
    silentTotal: z.coerce.number(),
    lostTotal: z.coerce.number(),
    quantiles: z.tuple([z.number().nullable(), z.number().nullable()]),
    firstSeenAt: z.string(),
    lastSeenAt: z.string(),
  }),
  sql: `
    SELECT ${SEAM_ENDS},
        sum(handoffs) AS total,
        sum(declared) AS declaredTotal,
        sum(failed) AS failedTotal,
        sum(silent) AS silentTotal,
        sum(lost) AS lostTotal,
        quantilesTDigestMerge(0.5, 0.95)(total_ms) AS quantiles,
        min(first_at) AS firstSeenAt,
        max(last_at) AS lastSeenAt
    FROM ${traffic({ columns: "seam_id, source, target, source_type, target_type, contract, handoffs, declared, failed, silent, lost, total_ms, first_at, last_at", of: "all seams" })}
    GROUP BY seam_id
    ORDER BY failedTotal DESC, total DESC, id
    LIMIT ${SEAMS_MAX}
    SETTINGS date_time_output_format = 'iso'`,
}));

const readVersionPairs = overTraffic((traffic) => defineQuery({
  name: "seam-version-pairs",
  params: TrafficParams,
  row: z.object({
    id: z.string(),
    source: z.string(),
    target: z.string(),
    contract: z.string(),
    handoffs: z.coerce.number(),
    failed: z.coerce.number(),
  }),
  sql: `
    SELECT id, pair.1 AS source, pair.2 AS target, pair.3 AS contract, sum(pair.4) AS handoffs, sum(pair.5) AS failed
    FROM ${traffic({ columns: (at) => `seam_id AS id, ${versionsOf(at)}`, of: "all seams" })}
    ARRAY JOIN pairs AS pair
    GROUP BY id, source, target, contract
    ORDER BY handoffs DESC, source, target, contract
    LIMIT ${PAIRS_MAX}`,
}));

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
): Promise<Omit<SeamSummary, "sparkline">[]> {
  const window = { project, seamId, ...cutWindow({ from, to }) };
  const [totals, pairs] = await Promise.all([readTotals(db, window), readVersionPairs(db, window)]);
  const pairsOf = groupBy(pairs, (pair) => pair.id);
  return totals.map(({ total, declaredTotal, failedTotal, silentTotal, lostTotal, quantiles: [p50Ms, p95Ms], ...seam }) => ({
    ...seam,
    inferred: declaredTotal === 0,
    handoffs: total,
    failed: failedTotal,
    silent: silentTotal,
    lost: lostTotal,
    ...failureRates(failedTotal, total),
    p50Ms,
    p95Ms,
    versions: (pairsOf.get(seam.id) ?? []).map(({ source, target, contract, handoffs, failed }) => ({ source, target, contract, handoffs, failed })),
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
export function sparklineOf(slices: readonly { slice: number; handoffs: number; failed: number }[]): SeamSummary["sparkline"] {
  const bySlice = new Map(slices.map((slice) => [slice.slice, slice]));
  return Array.from({ length: SLICES }, (_, index) => {
    const { handoffs, failed } = bySlice.get(index) ?? { handoffs: 0, failed: 0 };
    return { handoffs, failed };
  });
}
