import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { groupBy } from "@/lib/model/group-by.ts";
import { SeamEnds, type VersionPair } from "@/lib/model/seam.ts";
import { FINDING_CLASSES } from "@/lib/model/vocabulary.ts";
import type { TimeWindow } from "../time-window.ts";
import { P95_LEVELS } from "./moved-beyond-chance.ts";
import { cutWindow, overTraffic, TrafficParams } from "./traffic-of-window.ts";
import { readChangeTraffic } from "./read-change-traffic.ts";
import { SEAM_ENDS } from "./seam-ends-sql.ts";

const SEAMS_MAX = 5000;

const readTotals = overTraffic((traffic) => defineQuery({
  name: "compared-traffic",
  params: TrafficParams,
  row: SeamEnds.extend({
    total: z.coerce.number(), declaredTotal: z.coerce.number(), failedTotal: z.coerce.number(), silentTotal: z.coerce.number(), lostTotal: z.coerce.number(),
    byClass: z.partialRecord(z.enum(FINDING_CLASSES), z.coerce.number()),
    quantiles: z.array(z.number().nullable()),
  }),
  sql: `
    SELECT ${SEAM_ENDS},
        sum(handoffs) AS total,
        sum(declared) AS declaredTotal,
        sum(failed) AS failedTotal,
        sum(silent) AS silentTotal,
        sum(lost) AS lostTotal,
        sumMap(by_class) AS byClass,
        quantilesTDigestMerge(${P95_LEVELS.join(", ")})(total_ms) AS quantiles
    FROM ${traffic({ columns: "seam_id, source, target, source_type, target_type, contract, handoffs, declared, failed, silent, lost, by_class, total_ms, last_at", of: "all seams" })}
    GROUP BY seam_id
    ORDER BY failedTotal DESC, total DESC, id
    LIMIT ${SEAMS_MAX}`,
}));

/** A seam's traffic as far as windows are compared by it. */
export interface ComparedTraffic {
  seam: z.infer<typeof SeamEnds> & { inferred: boolean };
  handoffs: number;
  failed: number;
  silent: number;
  lost: number;
  byClass: Partial<Record<(typeof FINDING_CLASSES)[number], number>>;
  /** At `P95_LEVELS`, in milliseconds. */
  quantiles: readonly (number | null)[];
  pairs: readonly VersionPair[];
}

/** Seams with traffic in the window (whole minutes), by id, most failures first. */
export async function readComparedTraffic(db: Database, { project, from, to }: TimeWindow & { project: string }): Promise<Map<string, ComparedTraffic>> {
  const asked = { project, seamId: "", from, to };
  const [totals, versions] = await Promise.all([readTotals(db, { project, seamId: "", ...cutWindow({ from, to }) }), readChangeTraffic(db, asked)]);
  const pairsOf = groupBy(versions, (seam) => seam.id);
  return new Map(totals.map(({ total, declaredTotal, failedTotal, silentTotal, lostTotal, byClass, quantiles, ...ends }) => [ends.id, {
    seam: { ...ends, inferred: declaredTotal === 0 },
    handoffs: total, failed: failedTotal, silent: silentTotal, lost: lostTotal, byClass, quantiles,
    pairs: pairsOf.get(ends.id)?.[0]?.pairs ?? [],
  }]));
}
