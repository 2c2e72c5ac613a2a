import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { SeamWindowTotals } from "@/lib/model/seam.ts";
import type { TimeWindow } from "../time-window.ts";
import { cutWindow, overTraffic, TrafficParams } from "./traffic-of-window.ts";

const Row = z.object({
  handoffs: z.coerce.number(), failed: z.coerce.number(), silent: z.coerce.number(), lost: z.coerce.number(),
  quantiles: z.tuple([z.number().nullable(), z.number().nullable()]),
});

const readTotals = overTraffic((traffic) => defineQuery({
  name: "seam-window-totals",
  params: TrafficParams,
  row: Row,
  sql: `
    SELECT sum(of.handoffs) AS handoffs, sum(of.failed) AS failed, sum(of.silent) AS silent, sum(of.lost) AS lost, quantilesTDigestMerge(0.5, 0.95)(of.total_ms) AS quantiles
    FROM ${traffic({ columns: "handoffs, failed, silent, lost, total_ms", of: "one seam" })} AS of
    LIMIT 1`,
}));

/** What one seam did in a window of whole minutes, without names, versions and course; zeros where nothing was handed over. */
export async function readWindowTotals(db: Database, { project, seamId, from, to }: TimeWindow & { project: string; seamId: string }): Promise<SeamWindowTotals> {
  const [row] = await readTotals(db, { project, seamId, ...cutWindow({ from, to }) });
  const { quantiles: [p50Ms, p95Ms] = [null, null], handoffs = 0, failed = 0, silent = 0, lost = 0 } = row ?? {};
  return { handoffs, failed, silent, lost, p50Ms, p95Ms };
}
