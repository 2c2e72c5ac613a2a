import { getAgent } from "@/lib/queries/agents/get-agent.ts";
import { getAgentWork } from "@/lib/queries/agents/get-agent-work.ts";
import { getImpact } from "@/lib/queries/agents/get-impact.ts";
import { listAgents } from "@/lib/queries/agents/list-agents.ts";
import { countAffectedWorkflows, readAffectedSeams, readSentPayloads } from "@/lib/queries/agents/read-affected-seams.ts";
import { readDeclarations } from "@/lib/queries/agents/read-declarations.ts";
import { readDeclaredCapabilities } from "@/lib/queries/agents/read-declared-capabilities.ts";
import { readAgentVersions, readObservedAgents } from "@/lib/queries/agents/read-observed-agents.ts";
import { readMissedCapabilities } from "@/lib/queries/agents/read-missed-capabilities.ts";
import { readAgentVersionTrend } from "@/lib/queries/agents/read-version-trend.ts";
import { readSeamOwners } from "@/lib/queries/agents/read-seam-owners.ts";
import { readTopology } from "@/lib/queries/agents/read-topology.ts";
import { cutWindow } from "@/lib/queries/seams/traffic-of-window.ts";
import { each, type Questions, type Subjects } from "./question.ts";

const seamIdsOf = ({ seams }: Subjects): string[] => seams.map((seam) => seam.id);

/** Everything that lib/queries/agents can be asked. */
export const QUESTIONS_OF_AGENTS: Questions = {
  "agents/get-agent.ts": (db, { project, window, seams }) => each(seams, (seam) => getAgent(db, { project, name: seam.target, ...window })),
  "agents/get-agent-work.ts": (db, { project, window, now, seams }) => each(seams, (seam) => getAgentWork(db, { name: seam.target, seams: [...seams], capabilities: ["write"] }, { project, ...window, now })),
  "agents/read-missed-capabilities.ts": (db, about) => readMissedCapabilities(db, { project: about.project, seamIds: seamIdsOf(about), ...about.window }),
  "agents/read-version-trend.ts": (db, { project, window, seams }) => each(seams, (seam) => readAgentVersionTrend(db, { project, agent: seam.target, ...window })),
  "agents/get-impact.ts": (db, { project, window, now, seams, contracts }) =>
    each([
      ...seams.map((seam) => ({ kind: "agent" as const, name: seam.source, pointer: "" })),
      ...contracts.flatMap(({ contract: { contract: name } }) => [{ kind: "contract" as const, name, pointer: "" }, { kind: "field" as const, name, pointer: "/intent" }]),
    ], (subject) => getImpact(db, { project, subject, ...window, now })),
  "agents/list-agents.ts": (db, { project, window }) => listAgents(db, { project, ...window }),
  "agents/read-affected-seams.ts": async (db, about) => {
    const asked = { project: about.project, ...about.window, seamIds: seamIdsOf(about) };
    return [await readAffectedSeams(db, asked), await countAffectedWorkflows(db, asked), await readSentPayloads(db, { ...asked, each: 3 })];
  },
  "agents/read-declarations.ts": (db, { project }) => each(["", "creator"], (agent) => readDeclarations(db, { project, agent })),
  "agents/read-declared-capabilities.ts": (db, { project }) => readDeclaredCapabilities(db, { project }),
  "agents/read-observed-agents.ts": (db, { project, window, seams }) =>
    each(["", ...seams.map((seam) => seam.source)], async (agent) => [await readObservedAgents(db, { project, agent, seamId: "", ...cutWindow(window) }), await readAgentVersions(db, { project, agent, seamId: "", ...cutWindow(window) })]),
  "agents/read-seam-owners.ts": async (db, { project, now, seams }) => {
    const ownerOf = await readSeamOwners(db, { project, now });
    return seams.map(ownerOf);
  },
  "agents/read-topology.ts": (db, { project, window }) => readTopology(db, { project, ...window }),
};
