import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { AgentSummary, StoredDeclaration } from "@/lib/model/agent.ts";
import type { StoredContract } from "@/lib/model/contract.ts";
import { groupBy } from "@/lib/model/group-by.ts";
import { normaliseName } from "@/lib/model/normalise-name.ts";
import { readContracts } from "../contracts/read-contracts.ts";
import { cutWindow } from "../seams/traffic-of-window.ts";
import { wholeMinutes, type TimeWindow } from "../time-window.ts";
import { ownerOfAgent } from "./find-owner.ts";
import { readDeclarations } from "./read-declarations.ts";
import { readAgentVersions, readObservedAgents } from "./read-observed-agents.ts";

type Observed = Awaited<ReturnType<typeof readObservedAgents>>[number];
type Version = Awaited<ReturnType<typeof readAgentVersions>>[number];

/** Whose agents, of which window. `agent` asks for one alone, by its name as observed. */
export interface AgentsQuestion extends TimeWindow {
  project: string;
  agent?: string;
}

/**
 * The registry: agents seen in the window merged with what is declared of them, the most failures first, then those that are
 * declared and were not seen. A declaration is matched by name, however it is spelt.
 */
export async function listAgents(db: Database, { project, agent = "", from, to }: AgentsQuestion): Promise<AgentSummary[]> {
  const window = { project, agent, seamId: "", ...cutWindow(wholeMinutes({ from, to })) };
  const [observed, versions, declarations, contracts] = await Promise.all([
    readObservedAgents(db, window),
    readAgentVersions(db, window),
    readDeclarations(db, { project, agent: "" }),
    readContracts(db, { project }),
  ]);
  const versionsOf = groupBy(versions, (version) => version.name);
  const declaredAs = new Map(declarations.toReversed().map((stored) => [normaliseName(stored.declaration.name), stored]));
  const seen = new Set(observed.map(({ name }) => normaliseName(name)));
  const unseen = [...declaredAs].filter(([key]) => !seen.has(key) && (agent === "" || key === normaliseName(agent))).map(([, stored]) => stored);
  return [
    ...observed.map((one) => merge(one, versionsOf.get(one.name) ?? [], declaredAs.get(normaliseName(one.name)), contracts)),
    ...unseen.map((stored) => onlyDeclared(stored, contracts)).toSorted((a, b) => a.name.localeCompare(b.name)),
  ];
}

function merge(observed: Observed, versions: readonly Version[], declared: StoredDeclaration | undefined, contracts: readonly StoredContract[]): AgentSummary {
  return {
    ...observed,
    type: declared?.declaration.type ?? observed.type,
    observed: true,
    declared: declared ?? null,
    owner: ownerOfAgent(observed.name, declared, contracts),
    capabilities: declared?.declaration.capabilities ?? [],
    versions: versions.map(({ version, handoffs, failed, firstSeenAt, lastSeenAt }) => ({ version, handoffs, failed, firstSeenAt, lastSeenAt })),
  };
}

const onlyDeclared = (declared: StoredDeclaration, contracts: readonly StoredContract[]): AgentSummary => ({
  name: declared.declaration.name,
  type: declared.declaration.type ?? "agent",
  observed: false,
  declared,
  owner: ownerOfAgent(declared.declaration.name, declared, contracts),
  capabilities: declared.declaration.capabilities ?? [],
  versions: [],
  seamsIn: 0, seamsOut: 0, handoffsIn: 0, handoffsOut: 0, failed: 0,
  firstSeenAt: null,
  lastSeenAt: null,
});
