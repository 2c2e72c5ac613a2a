import { z } from "zod";
import { AgentDetail, AgentSummary, Impact, StoredDeclaration, TopologyGroup } from "@/lib/model/agent.ts";
import { endpoint, NO_PARAMS, NotBackwards, Period } from "./endpoint.ts";
import { TextParameter } from "./parameters.ts";

/** The registry over a window. */
export const AgentsAnswer = z.object({ agents: z.array(AgentSummary) });
/** Groups of agents that hand over to each other. */
export const TopologyAnswer = z.object({ groups: z.array(TopologyGroup) });

const Window = Period.refine(NotBackwards.holds, NotBackwards.problem);
const Subject = Period.extend({
  agent: TextParameter.optional().describe("name of the agent that is to be changed"),
  contract: TextParameter.optional().describe("name of the contract that is to be changed"),
  field: z.string().regex(/^(\/([^~/]|~[01])*)+$/, "expected a JSON pointer such as /order/total").optional().describe("with `contract`: the field that is to be changed"),
});
const ONE_SUBJECT = { path: ["agent"], message: "expected either `agent` or `contract`, and `field` only with `contract`" };

/** Agents, how they are arranged, and what a change of one would touch. */
export const AGENT_ENDPOINTS = {
  agents: endpoint({
    path: "/agents",
    summary: "Agents seen in a window, merged with what is declared of them",
    description: "The window is that of /seams. Most failures first, then agents that are declared and were not seen.",
    params: NO_PARAMS,
    query: Window,
    answer: AgentsAnswer,
  }),
  agent: endpoint({
    path: "/agents/{name}",
    summary: "One agent: versions, seams, declarations, the group it stands in",
    description: "By name, however it is spelt in a declaration.",
    params: z.strictObject({ name: TextParameter }),
    query: Window,
    answer: AgentDetail,
    missing: "agent",
  }),
  declareAgent: endpoint({
    method: "put",
    path: "/agents",
    summary: "Declares an agent: our own form, or its A2A agent card",
    description: "A body with `skills` is read as an A2A agent card. The newest declaration of a name counts; older ones are kept.",
    params: NO_PARAMS,
    query: NO_PARAMS,
    body: { types: ["application/json"], description: "an agent card, or name with owner, capabilities, version, accepts, url, runbook" },
    answer: StoredDeclaration,
  }),
  topology: endpoint({
    path: "/topology",
    summary: "How agents are arranged: supervisor, chain or mixed",
    description: "Recognised from the seams with traffic in the window; each part says why it is taken for that.",
    params: NO_PARAMS,
    query: Window,
    answer: TopologyAnswer,
  }),
  impact: endpoint({
    path: "/impact",
    summary: "Who would feel a change of an agent, a contract or a field",
    description: "Seams with their volume, workflows and teams by the traffic of the window, and the agents further down.",
    params: NO_PARAMS,
    query: Subject.refine(NotBackwards.holds, NotBackwards.problem).refine(({ agent, contract, field }) => (agent === undefined) !== (contract === undefined) && (field === undefined || contract !== undefined), ONE_SUBJECT),
    answer: Impact,
  }),
};
