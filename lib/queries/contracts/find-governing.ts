import type { Database } from "@/lib/clickhouse/open-database.ts";
import { contractInForce } from "@/lib/contracts/in-force.ts";
import type { StoredContract } from "@/lib/model/contract.ts";
import { readContracts } from "./read-contracts.ts";

/** The contract that a handoff on this seam would be held against now if it claimed no version; undefined when there is none. */
export async function findGoverning(
  db: Database,
  { project, seam: { source, target, contract }, now }: { project: string; seam: { source: string; target: string; contract: string }; now: Date },
): Promise<StoredContract | undefined> {
  const stored = await readContracts(db, { project });
  return contractInForce(stored, { contract, source, target, claimedVersion: "", startedAt: now.toISOString() });
}
