import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { durationMs } from "@/lib/model/contract.ts";
import { wholeMinutes } from "../time-window.ts";
import { cutWindow, overTraffic, TrafficParams } from "./traffic-of-window.ts";

/** Ten times what a list of seams holds. */
const SEAMS_MAX = 50_000;

const readTotals = overTraffic((traffic) => defineQuery({
  name: "seam-failures",
  params: TrafficParams,
  row: z.object({ id: z.string(), total: z.coerce.number(), failedTotal: z.coerce.number() }),
  sql: `
    SELECT seam_id AS id, sum(handoffs) AS total, sum(failed) AS failedTotal
    FROM ${traffic({ columns: "seam_id, handoffs, failed", of: "all seams" })}
    GROUP BY seam_id
    LIMIT ${SEAMS_MAX}`,
}));

/** How many handoffs, and how many of them failed. */
export interface Failures {
  handoffs: number;
  failed: number;
}

/**
 * What failed on each seam in a window that ends now and is as long as a contract or a workbook writes it, such as `30d`; of one seam, or of all
 * (`seamId` empty). `from` is where it begins, in whole minutes.
 */
export async function readFailures(db: Database, { project, seamId, window, now }: { project: string; seamId: string; window: string; now: Date }): Promise<{ from: Date; of: (seamId: string) => Failures }> {
  const time = wholeMinutes({ from: new Date(Math.max(0, now.getTime() - (durationMs(window) ?? 0))), to: now });
  const rows = await readTotals(db, { project, seamId, ...cutWindow(time) });
  const bySeam = new Map(rows.map(({ id, total, failedTotal }) => [id, { handoffs: total, failed: failedTotal }]));
  return { from: time.from, of: (id) => bySeam.get(id) ?? { handoffs: 0, failed: 0 } };
}
