import { z } from "zod";
import { ContractComparison } from "./compatibility.ts";
import { Contract, StoredContract } from "./contract.ts";
import { FINDING_CLASSES, SEVERITIES } from "./vocabulary.ts";

/** A seam with its traffic under one contract. */
export const GovernedSeam = z.object({ id: z.string(), source: z.string(), target: z.string(), handoffs: z.number(), failed: z.number(), lastSeenAt: z.string() });
export type GovernedSeam = z.infer<typeof GovernedSeam>;

/** A contract as lists show it. Counts are of the last seven days; candidates are never counted. */
export const ContractSummary = z.object({
  name: z.string(),
  version: z.string().describe("the version pushed last, which governs whoever claims none"),
  versions: z.number().describe("how many versions were ever pushed"),
  owner: Contract.shape.owner,
  seam: Contract.shape.seam,
  deprecated: Contract.shape.deprecated,
  mode: Contract.shape.mode.unwrap(),
  pushedAt: z.string(),
  seams: z.array(GovernedSeam),
  handoffs: z.number(),
  failed: z.number(),
});
export type ContractSummary = z.infer<typeof ContractSummary>;

/** Who sends which version of a contract; `contractVersion` is "" where senders claim none. */
export const ContractSender = z.object({
  agent: z.string(),
  agentVersion: z.string(),
  contractVersion: z.string(),
  handoffs: z.number(),
  failed: z.number(),
  firstSeenAt: z.string(),
  lastSeenAt: z.string(),
});
export type ContractSender = z.infer<typeof ContractSender>;

/** One contract: the version pushed last, its traffic of the last seven days, and who ever sent which version. */
export const ContractDetail = z.object({ current: StoredContract, summary: ContractSummary, senders: z.array(ContractSender) });
export type ContractDetail = z.infer<typeof ContractDetail>;

/** One version of a contract with what changed since the version before it. */
export const ContractVersion = StoredContract.extend({
  comparison: ContractComparison.nullable().describe("with the next lower version; null for the lowest"),
});
export type ContractVersion = z.infer<typeof ContractVersion>;

/** How much of the traffic of the last seven days is governed by any contract. */
export const ContractCoverage = z.object({
  seams: z.number(),
  governed: z.number(),
  handoffs: z.number(),
  governedHandoffs: z.number(),
  busiestWithout: z.array(GovernedSeam.omit({ lastSeenAt: true })).describe("seams that no contract governs, the busiest first"),
});
export type ContractCoverage = z.infer<typeof ContractCoverage>;

/** Findings of one class at one place of the payload, on all seams of a contract. */
export const ContractFailure = z.object({
  class: z.enum(FINDING_CLASSES),
  severity: z.enum(SEVERITIES),
  pointer: z.string().describe("JSON pointer into the payload; empty for the whole of it"),
  count: z.number(),
  reasons: z.array(z.string()).describe("up to three"),
  lastSeenAt: z.string(),
  seams: z.array(GovernedSeam.pick({ id: true, source: true, target: true })),
  exampleId: z.string(),
});
export type ContractFailure = z.infer<typeof ContractFailure>;

/** What became of a push. */
export const PutContractAnswer = z.object({
  outcome: z.enum(["stored", "extended", "unchanged"]).describe("extended: known already, and from now on applies from an earlier time"),
  stored: StoredContract,
  comparison: ContractComparison.nullable().describe("with the next lower version; null when there is none"),
  warnings: z.array(z.string()),
  governs: z.object({ handoffs: z.number(), seams: z.array(GovernedSeam) }).describe("stored handoffs it governs from `appliesFrom` on, at most 1,000 seams"),
  recheck: z.object({ from: z.string(), to: z.string() }).nullable().describe("the window whose handoffs are judged again"),
});
export type PutContractAnswer = z.infer<typeof PutContractAnswer>;

/** A contract proposed from what was seen on a seam. */
export const ContractProposal = z.object({
  seamId: z.string(),
  yaml: z.string().describe("the proposal with comments on how sure each part is"),
  contract: Contract,
  payloads: z.number().describe("the newest payloads looked at"),
  used: z.number().describe("of those, JSON: the schema is made from them"),
  skipped: z.number(),
  latencies: z.number().describe("handoffs that deadline and latency are made from"),
});
export type ContractProposal = z.infer<typeof ContractProposal>;
