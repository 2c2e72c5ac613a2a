import { z } from "zod";
import { SeamSummary } from "./seam.ts";
import { AGENT_TYPES } from "./vocabulary.ts";

const Text = z.string().trim().min(1).max(500);

/** What was declared about an agent, in our own form; an A2A agent card is read into the same. */
export const AgentDeclaration = z.strictObject({
  name: Text,
  version: z.string().max(200).optional(),
  description: z.string().max(10_000).optional(),
  type: z.enum(AGENT_TYPES).optional(),
  owner: z.strictObject({ team: Text, contact: z.string().max(500).optional() }).optional(),
  capabilities: z.array(Text).max(200).optional().describe("what it can do, as capability tags"),
  accepts: z.record(z.string(), z.string()).optional().describe("contract name to the semver range it takes"),
  url: z.url().optional(),
  runbook: z.url().optional(),
});
export type AgentDeclaration = z.infer<typeof AgentDeclaration>;

export const DECLARATION_ORIGINS = ["declared", "agent_card"] as const;

/** A declaration as it was made. */
export const StoredDeclaration = z.object({ declaration: AgentDeclaration, origin: z.enum(DECLARATION_ORIGINS), declaredAt: z.string() });
export type StoredDeclaration = z.infer<typeof StoredDeclaration>;

/** One version of an agent as seen in traffic. */
export const AgentVersion = z.object({ version: z.string(), handoffs: z.number(), failed: z.number(), firstSeenAt: z.string(), lastSeenAt: z.string() });
export type AgentVersion = z.infer<typeof AgentVersion>;

/** Who answers for an agent, and where that is said. */
export const AgentOwner = z.object({ team: z.string(), contact: z.string(), saidBy: z.string().describe("declaration, agent card, or the contract's name") });
export type AgentOwner = z.infer<typeof AgentOwner>;

/** An agent of the registry: what was observed in a window merged with what is declared. Counts leave candidates out. */
export const AgentSummary = z.object({
  name: z.string(),
  type: z.enum(AGENT_TYPES),
  observed: z.boolean().describe("false: declared, and not seen in the window"),
  declared: StoredDeclaration.nullable(),
  owner: AgentOwner.nullable(),
  capabilities: z.array(z.string()),
  versions: z.array(AgentVersion).describe("the most recently seen first"),
  seamsIn: z.number(),
  seamsOut: z.number(),
  handoffsIn: z.number(),
  handoffsOut: z.number(),
  failed: z.number().describe("handoffs on its seams that failed, either side"),
  firstSeenAt: z.string().nullable(),
  lastSeenAt: z.string().nullable(),
});
export type AgentSummary = z.infer<typeof AgentSummary>;

/** How agents are arranged: one that dispatches and gets back, one after the other, or both mixed. */
const TOPOLOGIES = ["supervisor", "chain", "mixed", "single"] as const;

/** A part of a topology: who stands in it, and why it is taken for that. */
export const TopologyPart = z.object({
  kind: z.enum(["supervisor", "chain", "fan_out"]),
  hub: z.string().describe("the supervisor, or the agent that fans out; empty in a chain"),
  members: z.array(z.string()).describe("workers, or the agents of a chain in order"),
  why: z.string(),
});
export type TopologyPart = z.infer<typeof TopologyPart>;

/** Agents that hand over to each other, and how they are arranged. */
export const TopologyGroup = z.object({ kind: z.enum(TOPOLOGIES), agents: z.array(z.string()), seams: z.number(), handoffs: z.number(), parts: z.array(TopologyPart) });
export type TopologyGroup = z.infer<typeof TopologyGroup>;

/** What stands on an agent's page. */
export const AgentDetail = AgentSummary.extend({
  seams: z.array(SeamSummary).describe("seams it stands at either end of, worst first"),
  history: z.array(StoredDeclaration).describe("every declaration, the newest first"),
  topology: TopologyGroup.nullable(),
});
export type AgentDetail = z.infer<typeof AgentDetail>;

/** The work an agent is handed, beside what it declares it can do. */
export const AgentWork = z.object({
  tasks: z.array(z.object({ contract: z.string().describe("empty where the work names none"), sources: z.array(z.string()), handoffs: z.number(), failed: z.number(), asks: z.array(z.string()).describe("capabilities that the contract in force asks of its receiver") })),
  undeclared: z.array(z.string()).describe("asked for by contracts, and not declared"),
  unasked: z.array(z.string()).describe("declared, and asked for by no contract on its seams"),
  missed: z.array(z.object({ reason: z.string(), handoffs: z.number(), lastSeenAt: z.string(), exampleId: z.string() })).describe("handoffs with a capability_mismatch, alike ones together"),
});
export type AgentWork = z.infer<typeof AgentWork>;

/** What would feel a change of an agent, a contract or a field of one. */
export const Impact = z.object({
  subject: z.object({ kind: z.enum(["agent", "contract", "field"]), name: z.string(), pointer: z.string() }),
  seams: z.array(
    z.object({
      id: z.string(), source: z.string(), target: z.string(), contract: z.string(),
      handoffs: z.number(), workflows: z.number(), failed: z.number(),
      owner: AgentOwner.nullable(),
      carrying: z.object({ sampled: z.number(), carrying: z.number() }).nullable().describe("of the newest payloads, how many hold the field; null when no field is asked for"),
    }),
  ),
  handoffs: z.number(),
  workflows: z.number(),
  teams: z.array(z.string()),
  unowned: z.number().describe("affected seams that nobody is named for"),
  downstream: z.array(z.string()).describe("agents that work reaches after the affected ones, nearest first"),
});
export type Impact = z.infer<typeof Impact>;
