import { z } from "zod";
import { ContractDetail, ContractProposal, ContractSummary, ContractVersion, PutContractAnswer } from "@/lib/model/contract-registry.ts";
import { PAYLOADS_MAX } from "@/lib/queries/contracts/propose-for-seam.ts";
import { endpoint, NO_PARAMS } from "./endpoint.ts";
import { InstantParameter, limitParameter, TextParameter } from "./parameters.ts";

/** All contracts. */
export const ContractsAnswer = z.object({ contracts: z.array(ContractSummary) });
/** The history of one contract. */
export const ContractVersionsAnswer = z.object({ versions: z.array(ContractVersion) });

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
