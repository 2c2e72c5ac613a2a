import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { SeamEnds, VersionPair } from "@/lib/model/seam.ts";
import { FINDING_CLASSES } from "@/lib/model/vocabulary.ts";
import type { TimeWindow } from "../time-window.ts";
import { P95_LEVELS } from "./moved-beyond-chance.ts";
import { SEAM_ENDS } from "./seam-ends-sql.ts";
import { cutWindow, overTraffic, TrafficParams, versionsOf } from "./traffic-of-window.ts";

/** Far beyond what a graph or a table can show; a deployment with more has lost its agent names, not its limit. */
export const SEAMS_MAX = 5000;
/** Of the pairs of versions seen on one seam, the busiest. */
const PAIRS_MAX = 1000;

const Pair = VersionPair.extend({ handoffs: z.coerce.number(), failed: z.coerce.number() });

const readTraffic = overTraffic((traffic) => defineQuery({
  name: "seam-traffic",
  params: TrafficParams,
  row: SeamEnds.extend({
    total: z.coerce.number(),
    declaredTotal: z.coerce.number(),
    failedTotal: z.coerce.number(),
    silentTotal: z.coerce.number(),
    lostTotal: z.coerce.number(),
    byClass: z.partialRecord(z.enum(FINDING_CLASSES), z.coerce.number()),
    quantiles: z.array(z.number().nullable()),
    versionPairs: z.array(Pair),
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
        sumMap(by_class) AS byClass,
        quantilesTDigestMerge(${P95_LEVELS.join(", ")})(total_ms) AS quantiles,
        sumMap(arrayMap(pair -> (pair.1, pair.2, pair.3), pairs), arrayMap(pair -> pair.4, pairs), arrayMap(pair -> pair.5, pairs)) AS summed,
        CAST(arraySlice(arraySort(pair -> (-toInt64(pair.4), pair.1, pair.2, pair.3), arrayMap((versions, n, bad) -> (versions.1, versions.2, versions.3, n, bad), summed.1, summed.2, summed.3)), 1, ${PAIRS_MAX}),
            'Array(Tuple(source String, target String, contract String, handoffs UInt64, failed UInt64))') AS versionPairs,
        min(first_at) AS firstSeenAt,
        max(last_at) AS lastSeenAt
    FROM ${traffic({
      columns: (at) => `seam_id, source, target, source_type, target_type, contract, handoffs, declared, failed, silent, lost, by_class, total_ms, first_at, last_at, ${versionsOf(at)}`,
      of: "all seams",
    })}
    GROUP BY seam_id
    ORDER BY failedTotal DESC, total DESC, id
    LIMIT ${SEAMS_MAX}
    SETTINGS date_time_output_format = 'iso'`,
}));

/** What was handed over on a seam in a window. */
export interface SeamTraffic {
  /** What its latest traffic says of it. */
  ends: SeamEnds;
  handoffs: number;
  declared: number;
  failed: number;
  silent: number;
  lost: number;
  byClass: Partial<Record<(typeof FINDING_CLASSES)[number], number>>;
  p50Ms: number | null;
  p95Ms: number | null;
  /** At `P95_LEVELS`, in milliseconds. */
  quantiles: readonly (number | null)[];
  /** What each combination of versions did, the busiest first, at most 1000. */
  pairs: VersionPair[];
  firstSeenAt: string;
  lastSeenAt: string;
}

/** Seams with traffic in the window (whole minutes), most failures first, then most handoffs; only the one when `seamId` is not empty. */
export async function readSeamTraffic(db: Database, { project, seamId, from, to }: TimeWindow & { project: string; seamId: string }): Promise<SeamTraffic[]> {
  const rows = await readTraffic(db, { project, seamId, ...cutWindow({ from, to }) });
  return rows.map(({ total, declaredTotal, failedTotal, silentTotal, lostTotal, byClass, quantiles, versionPairs, firstSeenAt, lastSeenAt, ...ends }) => ({
    ends, handoffs: total, declared: declaredTotal, failed: failedTotal, silent: silentTotal, lost: lostTotal, byClass, p50Ms: atLevel(quantiles, 0.5), p95Ms: atLevel(quantiles, 0.95), quantiles, pairs: versionPairs, firstSeenAt, lastSeenAt,
  }));
}

const atLevel = (quantiles: readonly (number | null)[], level: (typeof P95_LEVELS)[number]): number | null => quantiles[P95_LEVELS.indexOf(level)] ?? null;
