import type { AgentOwner, StoredDeclaration } from "@/lib/model/agent.ts";
import type { Contract, StoredContract } from "@/lib/model/contract.ts";
import { normaliseName } from "@/lib/model/normalise-name.ts";

/** Who answers for an agent: what is declared of it wins, then the newest contract whose receiver it is and that names a team. */
export function ownerOfAgent(name: string, declared: StoredDeclaration | undefined, contracts: readonly StoredContract[]): AgentOwner | null {
  const owner = declared?.declaration.owner;
  if (owner !== undefined) return { team: owner.team, contact: owner.contact ?? "", saidBy: declared?.origin === "agent_card" ? "agent card" : "declaration" };
  const own = contracts.filter(({ contract }) => contract.owner !== undefined && contract.seam !== undefined && normaliseName(contract.seam.target) === normaliseName(name));
  const newest = own.toSorted((a, b) => (a.pushedAt < b.pushedAt ? 1 : -1))[0]?.contract;
  return newest?.owner === undefined ? null : { team: newest.owner.team, contact: newest.owner.contact ?? "", saidBy: `contract ${newest.contract}` };
}

/** Who answers for a seam: the owner that the contract in force names, else whoever answers for its receiver. */
export function ownerOfSeam(target: string, inForce: Contract | undefined, declared: StoredDeclaration | undefined, contracts: readonly StoredContract[]): AgentOwner | null {
  if (inForce?.owner === undefined) return ownerOfAgent(target, declared, contracts);
  return { team: inForce.owner.team, contact: inForce.owner.contact ?? "", saidBy: `contract ${inForce.contract}` };
}
