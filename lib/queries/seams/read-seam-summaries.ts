import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { groupBy } from "@/lib/model/group-by.ts";
import { SeamEnds, type SeamSummary } from "@/lib/model/seam.ts";
import { Instant, type TimeWindow } from "../time-window.ts";
import { wilsonInterval } from "./wilson-interval.ts";

const SLICES = 24;
/** Far beyond what a graph or a table can show; a deployment with more has lost its agent names, not its limit. */
const SEAMS_MAX = 5000;
const PAIRS_MAX = 50_000;

const Window = z.object({ project: z.string(), seamId: z.string(), from: Instant, to: Instant });
type Window = z.infer<typeof Window>;

/** Rows with traffic of one seam, or of all when `seamId` is empty. Names come from them only: a bucket that lost its handoffs has none. */
const TRAFFIC = `
    FROM seams_per_minute FINAL
    PREWHERE project = {project: String} AND ({seamId: String} = '' OR seam_id = {seamId: String})
        AND minute >= {from: DateTime64(3, 'UTC')} AND minute < {to: DateTime64(3, 'UTC')}
    WHERE handoffs > 0`;

const readTotals = defineQuery({
  name: "seam-totals",
  params: Window,
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
    SELECT
        seam_id AS id,
        argMax(source, last_at) AS source,
        argMax(target, last_at) AS target,
        argMax(source_type, last_at) AS sourceType,
        argMax(target_type, last_at) AS targetType,
        argMax(contract, last_at) AS contract,
        sum(handoffs) AS total,
        sum(declared) AS declaredTotal,
        sum(failed) AS failedTotal,
        sum(silent) AS silentTotal,
        sum(lost) AS lostTotal,
        quantilesTDigestMerge(0.5, 0.95)(total_ms) AS quantiles,
        min(first_at) AS firstSeenAt,
        max(last_at) AS lastSeenAt
    ${TRAFFIC}
    GROUP BY seam_id
    ORDER BY failedTotal DESC, total DESC, id
    LIMIT ${SEAMS_MAX}
    SETTINGS date_time_output_format = 'iso'`,
});

const readVersionPairs = defineQuery({
  name: "seam-version-pairs",
  params: Window,
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
    FROM (SELECT seam_id AS id, versions ${TRAFFIC})
    ARRAY JOIN versions AS pair
    GROUP BY id, source, target, contract
    ORDER BY handoffs DESC, source, target, contract
    LIMIT ${PAIRS_MAX}`,
});

const readSlices = defineQuery({
  name: "seam-slices",
  params: Window.extend({ fromS: z.int(), lengthS: z.int().positive() }),
  row: z.object({ id: z.string(), slice: z.coerce.number(), handoffs: z.coerce.number(), failed: z.coerce.number() }),
  sql: `
    SELECT id, slice, sum(n) AS handoffs, sum(bad) AS failed
    FROM
    (
        SELECT
            seam_id AS id,
            intDiv((toUnixTimestamp(minute) - {fromS: Int64}) * ${SLICES}, {lengthS: Int64}) AS slice,
            handoffs AS n,
            failed AS bad
        ${TRAFFIC}
    )
    GROUP BY id, slice
    LIMIT ${SEAMS_MAX * SLICES}`,
});

/** Seams with traffic in the window (whole minutes), worst first; only the one when `seamId` is given. */
export async function readSeamSummaries(
  db: Database,
  { project, seamId = "", from, to }: TimeWindow & { project: string; seamId?: string },
): Promise<SeamSummary[]> {
  const window = { project, seamId, from, to };
  const fromS = from.getTime() / 1000;
  const lengthS = to.getTime() / 1000 - fromS;
  const [totals, pairs, slices] = await Promise.all([
    readTotals(db, window),
    readVersionPairs(db, window),
    readSlices(db, { ...window, fromS, lengthS }),
  ]);
  const pairsOf = groupBy(pairs, (pair) => pair.id);
  const slicesOf = groupBy(slices, (slice) => slice.id);
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
    sparkline: sparklineOf(slicesOf.get(seam.id) ?? []),
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
