import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { contractInForce } from "@/lib/contracts/in-force.ts";
import type { StoredContract } from "@/lib/model/contract.ts";
import { cutWindow, overTraffic, TrafficParams, versionsOf } from "../seams/traffic-of-window.ts";
import type { TimeWindow } from "../time-window.ts";

const ROWS_MAX = 20_000;

/** Traffic of one seam between two agents' versions under one claimed contract version. */
const TrafficRow = z.object({
  seamId: z.string(),
  source: z.string(),
  target: z.string(),
  contract: z.string(),
  sourceVersion: z.string(),
  contractVersion: z.string(),
  handoffs: z.coerce.number(),
  failed: z.coerce.number(),
  firstSeenAt: z.string(),
  lastSeenAt: z.string(),
});
export type TrafficRow = z.infer<typeof TrafficRow>;

const readTraffic = overTraffic((traffic) => defineQuery({
  name: "read-contract-traffic",
  params: TrafficParams,
  row: TrafficRow,
  sql: `
    SELECT
        seam_id AS seamId,
        argMax(source, pair.7) AS source,
        argMax(target, pair.7) AS target,
        argMax(contract, pair.7) AS contract,
        pair.1 AS sourceVersion,
        pair.3 AS contractVersion,
        sum(pair.4) AS handoffs,
        sum(pair.5) AS failed,
        min(pair.6) AS firstSeenAt,
        max(pair.7) AS lastSeenAt
    FROM ${traffic({ columns: (at) => `seam_id, source, target, contract, ${versionsOf(at)}`, of: "all seams" })}
    ARRAY JOIN pairs AS pair
    GROUP BY seam_id, sourceVersion, contractVersion
    ORDER BY handoffs DESC, seam_id, sourceVersion, contractVersion
    LIMIT ${ROWS_MAX}
    SETTINGS date_time_output_format = 'iso'`,
}));

/** Traffic of all seams by claimed version over a window of whole minutes, the busiest first; from the rollups. */
export const readContractTraffic = (db: Database, { project, from, to }: TimeWindow & { project: string }): Promise<TrafficRow[]> =>
  readTraffic(db, { project, seamId: "", ...cutWindow({ from, to }) });

/** The name of the contract that governs this traffic, as of when it was last seen. */
export const contractNameOf = (stored: readonly StoredContract[], { contract, source, target, contractVersion, lastSeenAt }: TrafficRow): string | undefined =>
  contractInForce(stored, { contract, source, target, claimedVersion: contractVersion, startedAt: lastSeenAt })?.contract.contract;
