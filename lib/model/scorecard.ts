import { z } from "zod";
import { AgentOwner } from "./agent.ts";
import { STAKES } from "./contract.ts";
import { CONTRACT_MODES } from "./vocabulary.ts";

/** The five questions of a seam's readiness, in the order they are asked. */
export const READINESS_POINTS = ["documented", "versioned", "owned", "instrumented", "failure_path"] as const;
export type ReadinessPoint = (typeof READINESS_POINTS)[number];

/** How ready a seam is to fail well: one point for each question it answers. */
export const Readiness = z.object({
  score: z.number().describe("points met, 0 to 5"),
  points: z.array(z.object({ point: z.enum(READINESS_POINTS), met: z.boolean(), why: z.string().describe("the evidence, or what is missing, in one sentence") })),
});
export type Readiness = z.infer<typeof Readiness>;

/** What is left of the failures an objective allows, over its own window. */
export const ErrorBudget = z.object({
  objective: z.number().describe("percent of handoffs that must not fail"),
  window: z.string().describe("as the contract writes it, such as 30d"),
  from: z.string().describe("RFC 3339: where the window begins"),
  handoffs: z.number(),
  failed: z.number(),
  allowed: z.number().describe("failures the objective allows for so many handoffs"),
  remaining: z.number().nullable().describe("1 whole, 0 used up, negative overspent; null without traffic"),
});
export type ErrorBudget = z.infer<typeof ErrorBudget>;

/** Who answers for a seam, under what terms, and how ready it is. */
export const SeamScorecard = z.object({
  seamId: z.string(),
  owner: AgentOwner.nullable(),
  contract: z.object({ name: z.string(), version: z.string(), mode: z.enum(CONTRACT_MODES) }).nullable().describe("in force now for whoever claims no version"),
  fallback: z.object({ owner: z.string(), agent: z.string() }).nullable().describe("empty strings where the contract does not say"),
  runbook: z.string().describe("address, empty when there is none"),
  stakes: z.enum(STAKES).nullable().describe("whether what the target does can be taken back; null when no contract says"),
  readiness: Readiness,
  budget: ErrorBudget.nullable().describe("null when the contract has no slo"),
});
export type SeamScorecard = z.infer<typeof SeamScorecard>;
