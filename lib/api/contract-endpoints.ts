import { z } from "zod";
import { ContractDetail, ContractProposal, ContractSummary, ContractVersion, PutContractAnswer } from "@/lib/model/contract-registry.ts";
import { ContractVerification, DeployAnswer, VerificationRequest } from "@/lib/model/contract-verification.ts";
import { PAYLOADS_MAX } from "@/lib/queries/contracts/propose-for-seam.ts";
import { VERIFICATIONS_MAX } from "@/lib/queries/contracts/read-verifications.ts";
import { endpoint, NO_PARAMS, NotBackwards, Period } from "./endpoint.ts";
import { InstantParameter, limitParameter, TextParameter } from "./parameters.ts";

/** All contracts. */
export const ContractsAnswer = z.object({ contracts: z.array(ContractSummary) });
/** The history of one contract. */
export const ContractVersionsAnswer = z.object({ versions: z.array(ContractVersion) });
export type ContractVersionsAnswer = z.infer<typeof ContractVersionsAnswer>;
/** What tests said of a contract, and how many results there are in all. */
export const VerificationsAnswer = z.object({ verifications: z.array(ContractVerification), inAll: z.number() });
/** What a stored result is about: the digest of what the contract demands. */
export const VerificationTaken = z.object({ digest: z.string() });
export type VerificationTaken = z.infer<typeof VerificationTaken>;

/** Contracts: pushed, read, and proposed from traffic. */
export const CONTRACT_ENDPOINTS = {
  putContract: endpoint({
    method: "put",
    path: "/contracts",
    summary: "Push a version of a contract",
    description: "The same version with the same content is stored once; with other content it is a 409. What is wrong with the file is told with its line.",
    params: NO_PARAMS,
    query: z.strictObject({
      since: InstantParameter.optional().describe("handoffs that started here or later are held against it, stored ones too; RFC 3339 or unix milliseconds, by default now"),
    }),
    body: { types: ["application/yaml", "text/yaml", "application/json"], description: "A contract as docs/contracts.md describes it, its schema written out." },
    answer: PutContractAnswer,
  }),
  contracts: endpoint({
    path: "/contracts",
    summary: "All contracts, each with its traffic of the last seven days",
    description: "By name.",
    params: NO_PARAMS,
    query: NO_PARAMS,
    answer: ContractsAnswer,
  }),
  contract: endpoint({
    path: "/contracts/{name}",
    summary: "One contract: its terms, its traffic, who sends which version",
    description: "The version pushed last. Who sends which version is told of all time.",
    params: z.strictObject({ name: TextParameter }),
    query: NO_PARAMS,
    answer: ContractDetail,
    missing: "contract",
  }),
  contractVersions: endpoint({
    path: "/contracts/{name}/versions",
    summary: "Every version of a contract and what changed at each step",
    description: "The highest first. Each step is judged by named rules: what breaks backward, what breaks forward, and whether the version says so.",
    params: z.strictObject({ name: TextParameter }),
    query: NO_PARAMS,
    answer: ContractVersionsAnswer,
    missing: "contract",
  }),
  contractVerifications: endpoint({
    path: "/contracts/{name}/verifications",
    summary: "What tests said of agents against a contract",
    description: "The latest first. The latest result of the same agents on the same digest counts; the others are history.",
    params: z.strictObject({ name: TextParameter }),
    query: z.strictObject({ version: TextParameter.optional().describe("of the contract"), limit: limitParameter(VERIFICATIONS_MAX) }),
    answer: VerificationsAnswer,
  }),
  verifyContract: endpoint({
    method: "post",
    path: "/contracts/{name}/verifications",
    summary: "Tells what a test said of an agent's version against a contract",
    description: "Kept for ever. 409 when that version of the contract is not stored and no digest is given, or when it demands something else than what was verified.",
    params: z.strictObject({ name: TextParameter }),
    query: NO_PARAMS,
    body: { types: ["application/json"], schema: VerificationRequest, description: "which versions, what came of it, and where it can be read" },
    answer: VerificationTaken,
  }),
  canDeploy: endpoint({
    path: "/agents/{name}/can-deploy",
    summary: "Whether a version of an agent may be deployed beside what is at work on its seams",
    description: "Each pair it would meet, by what the receiver declares and what tests verified. The window tells what is at work; without `from` it is the last seven days. 404 when no seam of such an agent has traffic in it.",
    params: z.strictObject({ name: TextParameter }),
    query: Period.extend({ version: TextParameter.describe("of the agent") }).refine(NotBackwards.holds, NotBackwards.problem),
    answer: DeployAnswer,
    missing: "agent with traffic in the window",
  }),
  proposal: endpoint({
    path: "/seams/{id}/proposal",
    summary: "A contract proposed from the newest payloads of a seam",
    description: "Everything that was looked at keeps it. It is not stored: read it, change it, push it.",
    params: z.strictObject({ id: TextParameter }),
    query: z.strictObject({ n: limitParameter(PAYLOADS_MAX).unwrap().default(200).describe("how many of the newest handoffs to look at") }),
    answer: ContractProposal,
    missing: "seam",
  }),
};
