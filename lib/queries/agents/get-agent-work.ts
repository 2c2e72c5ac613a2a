import type { Database } from "@/lib/clickhouse/open-database.ts";
import { contractsInForce } from "@/lib/contracts/in-force.ts";
import type { AgentDetail, AgentWork } from "@/lib/model/agent.ts";
import { groupBy } from "@/lib/model/group-by.ts";
import { normaliseName } from "@/lib/model/normalise-name.ts";
import { readContracts } from "../contracts/read-contracts.ts";
import type { TimeWindow } from "../time-window.ts";
import { readMissedCapabilities } from "./read-missed-capabilities.ts";

/** The work an agent is handed, by contract, beside what it declares it can do: what contracts ask of it, and what was missed in traffic. */
export async function getAgentWork(db: Database, agent: Pick<AgentDetail, "name" | "seams" | "capabilities">, { project, from, to, now }: TimeWindow & { project: string; now: Date }): Promise<AgentWork> {
  const incoming = agent.seams.filter((seam) => seam.target === agent.name);
  const [stored, missed] = await Promise.all([
    readContracts(db, { project }),
    incoming.length === 0 ? [] : readMissedCapabilities(db, { project, seamIds: incoming.slice(0, 2000).map((seam) => seam.id), from, to }),
  ]);
  const inForce = contractsInForce(stored, now.toISOString());
  const declared = new Set(agent.capabilities.map(normaliseName));
  const tasks = [...groupBy(incoming, (seam) => seam.contract)].map(([contract, seams]) => ({
    contract,
    sources: [...new Set(seams.map((seam) => seam.source))],
    handoffs: seams.reduce((sum, seam) => sum + seam.handoffs, 0),
    failed: seams.reduce((sum, seam) => sum + seam.failed, 0),
    asks: [...new Set(seams.flatMap((seam) => inForce(seam)?.contract.capabilities ?? []))],
  }));
  const asked = [...new Set(tasks.flatMap((task) => task.asks))];
  return { tasks: tasks.toSorted((a, b) => b.handoffs - a.handoffs), undeclared: asked.filter((one) => !declared.has(normaliseName(one))), unasked: agent.capabilities.filter((one) => !asked.some((other) => normaliseName(other) === normaliseName(one))), missed };
}
