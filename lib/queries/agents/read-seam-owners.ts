import type { Database } from "@/lib/clickhouse/open-database.ts";
import { contractsInForce } from "@/lib/contracts/in-force.ts";
import type { AgentOwner } from "@/lib/model/agent.ts";
import { normaliseName } from "@/lib/model/normalise-name.ts";
import { readContracts } from "../contracts/read-contracts.ts";
import { ownerOfSeam } from "./find-owner.ts";
import { readDeclarations } from "./read-declarations.ts";

/** Tells who answers for any seam at this moment, by contracts and declarations read once. */
export async function readSeamOwners(db: Database, { project, now }: { project: string; now: Date }): Promise<(seam: { contract: string; source: string; target: string }) => AgentOwner | null> {
  const [contracts, declarations] = await Promise.all([readContracts(db, { project }), readDeclarations(db, { project, agent: "" })]);
  const inForce = contractsInForce(contracts, now.toISOString());
  const declaredAs = new Map(declarations.toReversed().map((stored) => [normaliseName(stored.declaration.name), stored]));
  return (seam) => ownerOfSeam(seam.target, inForce(seam)?.contract, declaredAs.get(normaliseName(seam.target)), contracts);
}
