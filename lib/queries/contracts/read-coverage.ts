import type { Database } from "@/lib/clickhouse/open-database.ts";
import { contractsInForce } from "@/lib/contracts/in-force.ts";
import type { ContractCoverage } from "@/lib/model/contract-registry.ts";
import { listSeams } from "../seams/list-seams.ts";
import { readContracts } from "./read-contracts.ts";

const RECENT_MS = 7 * 86_400_000;
const EXAMPLES = 8;

/** How much of the traffic of the last seven days passes seams that a contract governs, and the busiest seams that none does. */
export async function readCoverage(db: Database, { project, now }: { project: string; now: Date }): Promise<ContractCoverage> {
  const [stored, seams] = await Promise.all([readContracts(db, { project }), listSeams(db, { project, from: new Date(now.getTime() - RECENT_MS), to: now })]);
  const inForce = contractsInForce(stored, now.toISOString());
  const governed = seams.filter((seam) => inForce(seam) !== undefined);
  const without = seams.filter((seam) => inForce(seam) === undefined).toSorted((a, b) => b.handoffs - a.handoffs);
  const sum = (some: typeof seams): number => some.reduce((all, seam) => all + seam.handoffs, 0);
  return {
    seams: seams.length,
    governed: governed.length,
    handoffs: sum(seams),
    governedHandoffs: sum(governed),
    busiestWithout: without.slice(0, EXAMPLES).map(({ id, source, target, handoffs, failed }) => ({ id, source, target, handoffs, failed })),
  };
}
