import { z } from "zod";
import { AgentOwner } from "./agent.ts";
import { SeamScorecard } from "./scorecard.ts";
import { SeamEnds } from "./seam.ts";

const { shape } = SeamScorecard;

/** One seam as an audit has it: who answers, under what terms, how ready it is, and how much may have failed on it unseen. */
export const AuditSeam = z.object({
  rank: z.number().describe("place in the order of what to mend first, over all seams of the window; 1 is first"),
  weight: z.number().describe("what the rank is by: weight of the stakes × handoffs × silent exposure"),
  seamId: z.string(),
  source: z.string(),
  target: z.string(),
  sourceType: SeamEnds.shape.sourceType,
  targetType: SeamEnds.shape.targetType,
  namedContract: z.string().describe("contract that the traffic names, empty when it names none"),
  inferred: z.boolean().describe("no handoff of it was declared by the agents (rule E)"),
  owner: AgentOwner.nullable(),
  contract: shape.contract,
  stakes: shape.stakes,
  fallback: shape.fallback,
  runbook: shape.runbook,
  readiness: shape.readiness,
  budget: shape.budget,
  handoffs: z.number(),
  failed: z.number(),
  silent: z.number().describe("failed, and nothing stopped it"),
  silentRate: z.number().nullable().describe("silent / handoffs, 0 to 1"),
  silentRateHigh: z.number().nullable().describe("upper end of its Wilson 95 % interval: what so few handoffs cannot exclude"),
  lastSeenAt: z.string(),
});
export type AuditSeam = z.infer<typeof AuditSeam>;

/** How many seams of an audit answer each of the five questions. */
export const AuditSummary = z.object({
  seams: z.number(),
  documented: z.number(),
  versioned: z.number(),
  owned: z.number(),
  instrumented: z.number(),
  failure_path: z.number(),
  all: z.number().describe("seams that answer all five"),
});
export type AuditSummary = z.infer<typeof AuditSummary>;

/** One column of the exported table, and where the same stands in a seam of the JSON. */
export const AuditColumn = z.object({ column: z.string(), field: z.string().describe("path in `seams[]`, or in the answer itself when it begins with a slash"), meaning: z.string() });
export type AuditColumn = z.infer<typeof AuditColumn>;

/** An audit as it is exported. */
export const AuditAnswer = z.object({
  generatedAt: z.string().describe("RFC 3339: when it was worked out, which also decides which contracts are in force"),
  from: z.string().describe("start of the window that traffic is counted in, RFC 3339"),
  to: z.string(),
  seamsInAll: z.number().describe("seams of the window, before the filters"),
  summary: AuditSummary.describe("of the seams below"),
  columns: z.array(AuditColumn),
  seams: z.array(AuditSeam),
});
export type AuditAnswer = z.infer<typeof AuditAnswer>;
