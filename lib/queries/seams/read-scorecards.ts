import type { Database } from "@/lib/clickhouse/open-database.ts";
import { contractsInForce } from "@/lib/contracts/in-force.ts";
import type { StoredDeclaration } from "@/lib/model/agent.ts";
import type { Contract, StoredContract } from "@/lib/model/contract.ts";
import { groupBy } from "@/lib/model/group-by.ts";
import { normaliseName } from "@/lib/model/normalise-name.ts";
import type { ErrorBudget, SeamScorecard } from "@/lib/model/scorecard.ts";
import type { SeamSummary } from "@/lib/model/seam.ts";
import { errorBudget } from "@/lib/seams/governance/error-budget.ts";
import { assessReadiness, stakesOf, type SeamTraffic } from "@/lib/seams/governance/readiness.ts";
import { ownerOfSeam } from "../agents/find-owner.ts";
import { readDeclarations } from "../agents/read-declarations.ts";
import { readContracts } from "../contracts/read-contracts.ts";
import { readFailures } from "./read-failures.ts";

/** A seam as a list of seams has it, with the traffic of the window that the list is of. */
export type ScoredSeam = SeamTraffic & Pick<SeamSummary, "id" | "contract">;

/**
 * Who answers for each seam, under what terms, and how ready it is, by seam id. Readiness rests on the traffic that `seams` were listed
 * with; an error budget on that of its own window until `now`, which is read once for each window that the contracts name.
 */
export async function readScorecards(db: Database, { project, seams, now }: { project: string; seams: readonly ScoredSeam[]; now: Date }): Promise<Map<string, SeamScorecard>> {
  const [stored, declarations] = await Promise.all([readContracts(db, { project }), readDeclarations(db, { project, agent: "" })]);
  const inForce = contractsInForce(stored, now.toISOString());
  const governed = seams.map((seam) => ({ seam, contract: inForce(seam)?.contract }));
  const budgetOf = await readBudgets(db, { project, governed, now });
  const people = answering(declarations, stored);
  return new Map(governed.map(({ seam, contract }) => [seam.id, scorecardOf(seam, contract, people(seam.target), budgetOf(seam.id, contract))]));
}

interface Answering {
  declared: StoredDeclaration | undefined;
  contracts: readonly StoredContract[];
}

function scorecardOf(seam: ScoredSeam, contract: Contract | undefined, { declared, contracts }: Answering, budget: ErrorBudget | null): SeamScorecard {
  const owner = ownerOfSeam(seam.target, contract, declared, contracts);
  const declaredRange = contract === undefined ? undefined : declared?.declaration.accepts?.[contract.contract];
  return {
    seamId: seam.id,
    owner,
    contract: contract === undefined ? null : { name: contract.contract, version: contract.version, mode: contract.mode },
    fallback: contract?.fallback === undefined ? null : { owner: contract.fallback.owner ?? "", agent: contract.fallback.agent ?? "" },
    runbook: contract?.runbook ?? "",
    stakes: stakesOf(contract),
    readiness: assessReadiness({ traffic: seam, contract, owner, declaredRange: declaredRange ?? "" }),
    budget,
  };
}

/** By the name of an agent however it is spelt, what is said of who answers for it. */
function answering(declarations: readonly StoredDeclaration[], stored: readonly StoredContract[]): (agent: string) => Answering {
  const declaredAs = new Map(declarations.toReversed().map((one) => [normaliseName(one.declaration.name), one]));
  const receiving = groupBy(stored.filter(({ contract }) => contract.seam !== undefined), ({ contract }) => normaliseName(contract.seam?.target ?? ""));
  return (agent) => ({ declared: declaredAs.get(normaliseName(agent)), contracts: receiving.get(normaliseName(agent)) ?? [] });
}

interface Governed {
  project: string;
  governed: readonly { seam: ScoredSeam; contract: Contract | undefined }[];
  now: Date;
}

/** The budgets of all seams whose contract has an objective. */
async function readBudgets(db: Database, { project, governed, now }: Governed): Promise<(seamId: string, contract: Contract | undefined) => ErrorBudget | null> {
  const windows = [...new Set(governed.flatMap(({ contract }) => contract?.slo?.window ?? []))];
  const [first] = governed;
  const seamId = governed.length === 1 ? (first?.seam.id ?? "") : "";
  const ofWindow = new Map(await Promise.all(windows.map(async (window) => [window, await readFailures(db, { project, seamId, window, now })] as const)));
  return (id, contract) => {
    const found = contract?.slo === undefined ? undefined : ofWindow.get(contract.slo.window);
    if (contract?.slo === undefined || found === undefined) return null;
    return errorBudget(contract.slo, found.from.toISOString(), found.of(id));
  };
}
