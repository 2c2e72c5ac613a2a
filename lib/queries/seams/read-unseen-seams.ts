import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { contractsInForce } from "@/lib/contracts/in-force.ts";
import { currentPushes } from "@/lib/contracts/history.ts";
import { normaliseName } from "@/lib/model/normalise-name.ts";
import type { UnseenSeam } from "@/lib/model/seam.ts";
import { readContracts } from "../contracts/read-contracts.ts";

/** Ten times what a list of seams holds. */
const ENDS_MAX = 50_000;

const readSeenEnds = defineQuery({
  name: "seam-ends-ever-seen",
  params: z.object({ project: z.string() }),
  row: z.object({ source: z.string(), target: z.string() }),
  sql: `
    SELECT toString(source) AS source, toString(target) AS target
    FROM (SELECT source, target, handoffs AS n FROM seams_per_day FINAL PREWHERE project = {project: String} WHERE n > 0)
    GROUP BY source, target
    ORDER BY source, target
    LIMIT ${ENDS_MAX}`,
});

/**
 * Seams that a contract in force names and on which no handoff was ever counted, by contract. An end that is known from other seams is called as it is
 * called there, so that both are one agent; of several contracts that name a seam the one that governs it is told.
 */
export async function readUnseenSeams(db: Database, { project, now }: { project: string; now: Date }): Promise<UnseenSeam[]> {
  const stored = await readContracts(db, { project });
  const naming = currentPushes(stored).flatMap(({ contract: { contract, seam } }) => (seam === undefined ? [] : [{ contract, ...seam }]));
  if (naming.length === 0) return [];
  const seen = await readSeenEnds(db, { project });
  const known = new Map(seen.flatMap(({ source, target }) => [source, target]).map((name) => [normaliseName(name), name]));
  const met = new Set(seen.map(keyOf));
  const inForce = contractsInForce(stored, now.toISOString());
  const called = (name: string): string => known.get(normaliseName(name)) ?? name;
  return naming
    .filter((seam) => !met.has(keyOf(seam)) && inForce({ ...seam, contract: "" })?.contract.contract === seam.contract)
    .map(({ contract, source, target }) => ({ contract, source: called(source), target: called(target) }));
}

const keyOf = ({ source, target }: { source: string; target: string }): string => `${normaliseName(source)} > ${normaliseName(target)}`;
