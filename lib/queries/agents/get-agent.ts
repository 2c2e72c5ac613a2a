import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { AgentDetail } from "@/lib/model/agent.ts";
import { normaliseName } from "@/lib/model/normalise-name.ts";
import { recogniseTopology } from "@/lib/agents/recognise-topology.ts";
import { listSeams } from "../seams/list-seams.ts";
import type { TimeWindow } from "../time-window.ts";
import { listAgents } from "./list-agents.ts";
import { readDeclarations } from "./read-declarations.ts";

/** One agent with its seams in the window, everything declared of it, and the group it stands in; undefined when nobody knows it. */
export async function getAgent(db: Database, { project, name, from, to }: TimeWindow & { project: string; name: string }): Promise<AgentDetail | undefined> {
  const [[agent], seams, declarations] = await Promise.all([
    listAgents(db, { project, agent: name, from, to }),
    listSeams(db, { project, from, to }),
    readDeclarations(db, { project, agent: "" }),
  ]);
  if (agent === undefined) return undefined;
  const spelt = [...new Set(declarations.map(({ declaration }) => declaration.name))].filter((each) => normaliseName(each) === normaliseName(agent.name));
  const history = (await Promise.all(spelt.map((each) => readDeclarations(db, { project, agent: each })))).flat();
  return {
    ...agent,
    seams: seams.filter((seam) => seam.source === agent.name || seam.target === agent.name),
    history: history.toSorted((a, b) => (a.declaredAt < b.declaredAt ? 1 : -1)),
    topology: recogniseTopology(seams).find((group) => group.agents.includes(agent.name)) ?? null,
  };
}
