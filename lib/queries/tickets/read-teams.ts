import type { Database } from "@/lib/clickhouse/open-database.ts";
import { contractsInForce } from "@/lib/contracts/in-force.ts";
import type { EvidenceTeam } from "@/lib/model/evidence.ts";
import { normaliseName } from "@/lib/model/normalise-name.ts";
import { ownerOfAgent, ownerOfSeam } from "../agents/find-owner.ts";
import { readDeclarations } from "../agents/read-declarations.ts";
import { readContracts } from "../contracts/read-contracts.ts";

/** Tells who answers for each side of any seam at this moment: of the receiving side, whoever its contract in force names, else its agent's owner. */
export async function readTeams(db: Database, { project, now }: { project: string; now: Date }): Promise<(seam: { contract: string; source: string; target: string }) => EvidenceTeam[]> {
  const [contracts, declarations] = await Promise.all([readContracts(db, { project }), readDeclarations(db, { project, agent: "" })]);
  const inForce = contractsInForce(contracts, now.toISOString());
  const declaredAs = new Map(declarations.toReversed().map((stored) => [normaliseName(stored.declaration.name), stored]));
  const declared = (agent: string) => declaredAs.get(normaliseName(agent));
  return (seam) => [
    { side: "source", agent: seam.source, owner: ownerOfAgent(seam.source, declared(seam.source), contracts) },
    { side: "target", agent: seam.target, owner: ownerOfSeam(seam.target, inForce(seam)?.contract, declared(seam.target), contracts) },
  ];
}
