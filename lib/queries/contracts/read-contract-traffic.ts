import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import { contractInForce } from "@/lib/contracts/in-force.ts";
import type { StoredContract } from "@/lib/model/contract.ts";
import { Instant } from "../time-window.ts";

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

/** Traffic of all seams by claimed version over a window of whole minutes, the busiest first; from the rollup. */
export const readContractTraffic = defineQuery({
  name: "read-contract-traffic",
  params: z.object({ project: z.string(), from: Instant, to: Instant }),
  row: TrafficRow,
  sql: `
    SELECT
        seam_id AS seamId,
        argMax(source, last_at) AS source,
        argMax(target, last_at) AS target,
        argMax(contract, last_at) AS contract,
        pair.1 AS sourceVersion,
        pair.3 AS contractVersion,
        sum(pair.4) AS handoffs,
        sum(pair.5) AS failed,
        min(first_at) AS firstSeenAt,
        max(last_at) AS lastSeenAt
    FROM (
        SELECT seam_id, source, target, contract, versions, first_at, last_at
        FROM seams_per_minute FINAL
        PREWHERE project = {project: String} AND minute >= {from: DateTime64(3, 'UTC')} AND minute < {to: DateTime64(3, 'UTC')}
        WHERE handoffs > 0
    )
    ARRAY JOIN versions AS pair
    GROUP BY seam_id, sourceVersion, contractVersion
    ORDER BY handoffs DESC, seam_id, sourceVersion, contractVersion
    LIMIT ${ROWS_MAX}
    SETTINGS date_time_output_format = 'iso'`,
});

/** The name of the contract that governs this traffic, as of when it was last seen. */
export const contractNameOf = (stored: readonly StoredContract[], { contract, source, target, contractVersion, lastSeenAt }: TrafficRow): string | undefined =>
  contractInForce(stored, { contract, source, target, claimedVersion: contractVersion, startedAt: lastSeenAt })?.contract.contract;
