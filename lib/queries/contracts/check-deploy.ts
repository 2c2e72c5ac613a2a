import type { Database } from "@/lib/clickhouse/open-database.ts";
import { deployPairs, type SeamAtWork } from "@/lib/contracts/deploy-pairs.ts";
import { contractsInForce } from "@/lib/contracts/in-force.ts";
import type { StoredDeclaration } from "@/lib/model/agent.ts";
import type { StoredContract } from "@/lib/model/contract.ts";
import type { DeployAnswer } from "@/lib/model/contract-verification.ts";
import { normaliseName } from "@/lib/model/normalise-name.ts";
import type { SeamSummary } from "@/lib/model/seam.ts";
import { readDeclarations } from "../agents/read-declarations.ts";
import { listSeams } from "../seams/list-seams.ts";
import type { TimeWindow } from "../time-window.ts";
import { acceptedRange } from "./accepted-range.ts";
import { digestsOf } from "./read-verified-pairs.ts";
import { readContracts } from "./read-contracts.ts";
import { readLatestVerifications } from "./read-verifications.ts";

/**
 * Whether a version of an agent may be deployed beside the versions that the window saw at the other ends of its seams, by what is declared and what tests
 * verified. Undefined when no seam of an agent of this name has traffic in the window: a misspelt name must not be waved through.
 */
export async function checkDeploy(db: Database, { project, agent, version, from, to, now }: TimeWindow & { project: string; agent: string; version: string; now: Date }): Promise<DeployAnswer | undefined> {
  const [seams, stored, latest, declarations] = await Promise.all([listSeams(db, { project, from, to }), readContracts(db, { project }), readLatestVerifications(db, { project }), readDeclarations(db, { project, agent: "" })]);
  const own = seams.filter((seam) => [seam.source, seam.target].some((name) => normaliseName(name) === normaliseName(agent)));
  if (own.length === 0) return undefined;
  const inForce = contractsInForce(stored, now.toISOString());
  const pairs = own.flatMap((seam) => deployPairs({ agent, version }, atWork(seam, inForce(seam), stored, declarations), latest));
  return { agent, version, answer: pairs.some((pair) => pair.answer === "no") ? "no" : "yes", pairs, from: from.toISOString(), to: to.toISOString() };
}

function atWork(seam: SeamSummary, inForce: StoredContract | undefined, stored: readonly StoredContract[], declarations: readonly StoredDeclaration[]): SeamAtWork {
  const { id, source, target, versions: seen } = seam;
  if (inForce === undefined) return { id, source, target, seen, inForce, digests: new Map(), accepted: undefined };
  const { contract: name, version } = inForce.contract;
  const receiver = declarations.find(({ declaration }) => normaliseName(declaration.name) === normaliseName(target))?.declaration;
  return { id, source, target, seen, inForce: { name, version }, digests: digestsOf(stored, name, inForce), accepted: acceptedRange({ name, contract: inForce.contract, receiver }) };
}
