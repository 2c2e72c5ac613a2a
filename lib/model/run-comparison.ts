import { z } from "zod";
import { HandoffSummary } from "./handoff.ts";
import { FINDING_CLASSES } from "./vocabulary.ts";

/** One run of agents: a trace, or all traces of a workflow. */
export const RunHead = z.object({
  kind: z.enum(["trace", "workflow"]),
  id: z.string().describe("the trace's id or the workflow's key"),
  name: z.string(),
  startedAt: z.string(),
  durationMs: z.number(),
  traces: z.number(),
  spans: z.number(),
  handoffs: z.number(),
  failed: z.number(),
  leftOut: z.array(z.string()).describe("what of it was too much to look at, in words; empty when all was looked at"),
});
export type RunHead = z.infer<typeof RunHead>;

/** Whether something is in both runs alike, in both with differences, or in one of them: `added` is in b alone, `removed` in a alone. */
const CHANGES = ["same", "changed", "added", "removed"] as const;
export type RunChange = (typeof CHANGES)[number];

/** One thing that differs, in words of either run; "" where that run does not tell. */
export const FieldDifference = z.object({ field: z.string(), a: z.string(), b: z.string() });
export type FieldDifference = z.infer<typeof FieldDifference>;

/** What an agent was in one run. */
export const RunAgent = z.object({
  name: z.string(),
  versions: z.array(z.string()),
  models: z.array(z.string()).describe("that answered it"),
  runs: z.number(),
  workMs: z.number().describe("in which at least one of its runs was at work"),
});
export type RunAgent = z.infer<typeof RunAgent>;

/** One agent of either run. */
export const AgentDifference = z.object({ name: z.string(), change: z.enum(CHANGES), a: RunAgent.nullable(), b: RunAgent.nullable(), differences: z.array(FieldDifference) });
export type AgentDifference = z.infer<typeof AgentDifference>;

/** Handoffs of both runs that correspond: the same seam and direction, and the same place in the order of its handoffs. */
export const HandoffDifference = z.object({
  source: z.string(),
  target: z.string(),
  contract: z.string(),
  direction: z.enum(["forward", "return"]),
  place: z.number().describe("1 for the seam's first handoff of a run"),
  change: z.enum(CHANGES),
  a: HandoffSummary.nullable(),
  b: HandoffSummary.nullable(),
  differences: z.array(FieldDifference),
});
export type HandoffDifference = z.infer<typeof HandoffDifference>;

/** How often one defect was found in either run. */
export const FindingDifference = z.object({ class: z.enum(FINDING_CLASSES), source: z.string(), target: z.string(), pointer: z.string(), a: z.number(), b: z.number() });
export type FindingDifference = z.infer<typeof FindingDifference>;

/** Two runs, and in what they differ. */
export const RunComparison = z.object({
  a: RunHead,
  b: RunHead,
  agents: z.array(AgentDifference).describe("by name"),
  handoffs: z.array(HandoffDifference).describe("in the order of either run"),
  findings: z.array(FindingDifference).describe("those that are not found equally often"),
  findingsAlike: z.number().describe("found equally often in both"),
  divergence: z.object({ handoff: z.number().describe("place in `handoffs`"), alikeBefore: z.number().describe("handoffs before it that are the same, or differ only in their times") }).nullable().describe("the first handoff that went otherwise, else the first that differs in its times; null when there is none"),
});
export type RunComparison = z.infer<typeof RunComparison>;

/** A run that another one may be compared with, and why. */
export const RunSuggestion = z.object({
  kind: z.enum(["trace", "workflow"]),
  id: z.string(),
  name: z.string(),
  startedAt: z.string(),
  durationMs: z.number(),
  handoffs: z.number(),
  failed: z.number(),
  why: z.enum(["last without failures", "same name", "same agents", "shares agents"]),
});
export type RunSuggestion = z.infer<typeof RunSuggestion>;
