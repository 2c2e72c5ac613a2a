import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { groupBy } from "@/lib/model/group-by.ts";
import type { VersionPair } from "@/lib/model/seam.ts";
import type { TimeWindow } from "../time-window.ts";
import { cutWindow, overTraffic, TrafficParams, versionsOf } from "./traffic-of-window.ts";

const PAIRS_MAX = 50_000;

/** A seam with traffic in a window, and what each combination of versions did on it. */
export interface ChangeTraffic {
  id: string;
  source: string;
  target: string;
  contract: string;
  pairs: VersionPair[];
}

const readPairs = overTraffic((traffic) => defineQuery({
  name: "change-traffic",
  params: TrafficParams,
  row: z.object({
    id: z.string(), seamSource: z.string(), seamTarget: z.string(), seamContract: z.string(),
    source: z.string(), target: z.string(), contract: z.string(), handoffs: z.coerce.number(), failed: z.coerce.number(),
  }),
  sql: `
    SELECT
        id, anyLast(seam_source) AS seamSource, anyLast(seam_target) AS seamTarget, anyLast(seam_contract) AS seamContract,
        pair.1 AS source, pair.2 AS target, pair.3 AS contract, sum(pair.4) AS handoffs, sum(pair.5) AS failed
    FROM ${traffic({ columns: (at) => `seam_id AS id, toString(source) AS seam_source, toString(target) AS seam_target, toString(contract) AS seam_contract, ${versionsOf(at)}`, of: "all seams" })}
    ARRAY JOIN pairs AS pair
    GROUP BY id, source, target, contract
    ORDER BY handoffs DESC, id, source, target, contract
    LIMIT ${PAIRS_MAX}`,
}));

/** Seams with traffic in the window (whole minutes), the busiest first; only the one when `seamId` is not empty. */
export async function readChangeTraffic(db: Database, { project, seamId, from, to }: TimeWindow & { project: string; seamId: string }): Promise<ChangeTraffic[]> {
  const rows = await readPairs(db, { project, seamId, ...cutWindow({ from, to }) });
  return [...groupBy(rows, (row) => row.id)].map(([id, pairs]) => ({
    id,
    source: pairs[0]?.seamSource ?? "",
    target: pairs[0]?.seamTarget ?? "",
    contract: pairs[0]?.seamContract ?? "",
    pairs: pairs.map(({ source, target, contract, handoffs, failed }) => ({ source, target, contract, handoffs, failed })),
  }));
}
