import { contractToRow } from "@/lib/clickhouse/contract-row.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { Contract, type StoredContract } from "@/lib/model/contract.ts";
import { PROJECT } from "@/lib/model/project.ts";

/** A stored contract `task` 1.0.0, pushed at the start of 2026 and applying from then, with the given parts changed. */
export function makeStored(contract: Partial<Contract> = {}, push: Partial<Omit<StoredContract, "contract">> = {}): StoredContract {
  const parsed = Contract.parse({ contract: "task", version: "1.0.0", ...contract });
  return {
    contract: parsed,
    source: JSON.stringify(parsed),
    hash: `hash of ${parsed.contract} ${parsed.version}`,
    pushedAt: "2026-01-01T00:00:00.000000000Z",
    appliesFrom: "2026-01-01T00:00:00.000000000Z",
    ...push,
  };
}

/** Writes contract versions in the default project as one block. */
export async function insertContracts(db: Database, stored: readonly StoredContract[]): Promise<void> {
  await db.insert("contracts", stored.map((push) => contractToRow(push, PROJECT)));
}
