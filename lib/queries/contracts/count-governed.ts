import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { contractInForce } from "@/lib/contracts/in-force.ts";
import { groupBy } from "@/lib/model/group-by.ts";
import type { StoredContract } from "@/lib/model/contract.ts";
import type { GovernedSeam } from "@/lib/model/contract-registry.ts";

const SEAMS_MAX = 1000;

const readTraffic = defineQuery({
  name: "count-governed",
  params: z.object({ project: z.string(), from: z.string() }),
  row: z.object({ id: z.string(), source: z.string(), target: z.string(), contract: z.string(), claimedVersion: z.string(), handoffs: z.coerce.number(), failedTotal: z.coerce.number(), lastSeenAt: z.string() }),
  sql: `
    SELECT
        seam_id AS id, source, target, contract, contract_version AS claimedVersion,
        count() AS handoffs, countIf(failed) AS failedTotal, max(started_at) AS lastSeenAt
    FROM handoffs FINAL
    WHERE project = {project: String} AND started_at >= parseDateTime64BestEffort({from: String}, 9, 'UTC') AND NOT candidate
    GROUP BY ALL
    ORDER BY handoffs DESC, id
    LIMIT 20000
    SETTINGS date_time_output_format = 'iso'`,
});

/** Stored handoffs that started at `appliesFrom` or later and are governed by this version, by seam. */
export async function countGoverned(db: Database, project: string, push: StoredContract, stored: readonly StoredContract[]): Promise<{ handoffs: number; seams: GovernedSeam[] }> {
  const traffic = await readTraffic(db, { project, from: push.appliesFrom });
  const isPush = (found: StoredContract | undefined): boolean => found?.hash === push.hash && found.contract.version === push.contract.version;
  const governed = traffic.filter((row) => isPush(contractInForce(stored, { ...row, startedAt: row.lastSeenAt })));
  const seams = [...groupBy(governed, (row) => row.id).values()].flatMap((rows) => mergeRows(rows) ?? []);
  return { handoffs: governed.reduce((sum, row) => sum + row.handoffs, 0), seams: seams.slice(0, SEAMS_MAX) };
}

interface Row {
  id: string;
  source: string;
  target: string;
  handoffs: number;
  failedTotal: number;
  lastSeenAt: string;
}

function mergeRows(rows: readonly Row[]): GovernedSeam | undefined {
  const [first] = rows;
  if (first === undefined) return undefined;
  const { id, source, target } = first;
  const total = (of: "handoffs" | "failedTotal"): number => rows.reduce((sum, row) => sum + row[of], 0);
  const lastSeenAt = rows.reduce((latest, row) => (row.lastSeenAt > latest ? row.lastSeenAt : latest), "");
  return { id, source, target, handoffs: total("handoffs"), failed: total("failedTotal"), lastSeenAt };
}
