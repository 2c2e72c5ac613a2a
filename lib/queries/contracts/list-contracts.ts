import type { Database } from "@/lib/clickhouse/open-database.ts";
import { currentPushes } from "@/lib/contracts/history.ts";
import type { StoredContract } from "@/lib/model/contract.ts";
import type { ContractSummary, GovernedSeam } from "@/lib/model/contract-registry.ts";
import { groupBy } from "@/lib/model/group-by.ts";
import { wholeMinutes } from "../time-window.ts";
import { contractNameOf, readContractTraffic, type TrafficRow } from "./read-contract-traffic.ts";
import { readContracts } from "./read-contracts.ts";

/** How far back the traffic of a contract is counted. */
const RECENT_DAYS = 7;
const DAY_MS = 86_400_000;

/** All contracts in the order of their names, each with its traffic of the last seven days. */
export async function listContracts(db: Database, { project, now }: { project: string; now: Date }): Promise<ContractSummary[]> {
  const window = wholeMinutes({ from: new Date(now.getTime() - RECENT_DAYS * DAY_MS), to: now });
  const [stored, traffic] = await Promise.all([readContracts(db, { project }), readContractTraffic(db, { project, ...window })]);
  const byContract = groupBy(traffic, (row) => contractNameOf(stored, row));
  const versions = groupBy(stored, (push) => push.contract.contract);
  return currentPushes(stored).map((push) => summaryOf(push, versions.get(push.contract.contract) ?? [], byContract.get(push.contract.contract) ?? []));
}

/** What a list shows of a contract, from its pushes and the traffic it governs. */
function summaryOf({ contract, pushedAt }: StoredContract, pushes: readonly StoredContract[], traffic: readonly TrafficRow[]): ContractSummary {
  const seams = [...groupBy(traffic, (row) => row.seamId).values()].flatMap(seamOf);
  return {
    name: contract.contract,
    version: contract.version,
    versions: new Set(pushes.map((push) => push.contract.version)).size,
    owner: contract.owner,
    seam: contract.seam,
    deprecated: contract.deprecated,
    mode: contract.mode,
    pushedAt,
    seams,
    handoffs: seams.reduce((sum, seam) => sum + seam.handoffs, 0),
    failed: seams.reduce((sum, seam) => sum + seam.failed, 0),
  };
}

function seamOf(rows: readonly TrafficRow[]): GovernedSeam[] {
  const [first] = rows;
  if (first === undefined) return [];
  const sum = (of: "handoffs" | "failed"): number => rows.reduce((total, row) => total + row[of], 0);
  const lastSeenAt = rows.reduce((latest, row) => (row.lastSeenAt > latest ? row.lastSeenAt : latest), "");
  return [{ id: first.seamId, source: first.source, target: first.target, handoffs: sum("handoffs"), failed: sum("failed"), lastSeenAt }];
}
