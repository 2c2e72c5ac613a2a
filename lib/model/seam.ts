import { z } from "zod";
import { VerifiedPair } from "./contract-verification.ts";
import { Finding } from "./handoff.ts";
import { LatencyParts } from "./latency-parts.ts";
import { AGENT_TYPES, FINDING_CLASSES, SEVERITIES, SIDES } from "./vocabulary.ts";

/** One producer version with one consumer version, as seen in traffic. */
export const VersionPair = z.object({
  source: z.string(),
  target: z.string(),
  contract: z.string(),
  handoffs: z.number(),
  failed: z.number(),
});
export type VersionPair = z.infer<typeof VersionPair>;

/** Which seam: its id, the agents at both ends, the contract between them. */
export const SeamEnds = z.object({
  id: z.string(),
  source: z.string(),
  target: z.string(),
  sourceType: z.enum(AGENT_TYPES),
  targetType: z.enum(AGENT_TYPES),
  contract: z.string(),
});
export type SeamEnds = z.infer<typeof SeamEnds>;

/** A seam over a window of time. Rates are 0…1 and null when there was no traffic; candidates are never counted. */
export const SeamSummary = SeamEnds.extend({
  inferred: z.boolean().describe("no handoff of it was declared by the agents (rule E)"),
  handoffs: z.number(),
  failed: z.number(),
  silent: z.number(),
  lost: z.number(),
  failureRate: z.number().nullable(),
  failureRateLow: z.number().nullable().describe("Wilson 95 % interval"),
  failureRateHigh: z.number().nullable(),
  p50Ms: z.number().nullable(),
  p95Ms: z.number().nullable(),
  versions: z.array(VersionPair),
  sparkline: z.array(z.object({ handoffs: z.number(), failed: z.number() })).describe("24 equal slices of the window"),
  firstSeenAt: z.string(),
  lastSeenAt: z.string(),
});
export type SeamSummary = z.infer<typeof SeamSummary>;

/** A seam over a window without its course. */
export type SeamTotals = Omit<SeamSummary, "sparkline">;

/** The numbers of one seam in a window, to hold another window against. */
export type SeamWindowTotals = Pick<SeamSummary, "handoffs" | "failed" | "silent" | "lost" | "p50Ms" | "p95Ms">;

/** A seam that a contract names and on which nothing was ever handed over. */
export interface UnseenSeam {
  contract: string;
  source: string;
  target: string;
}

/** Findings of one seam with the same class and reason: one failure that happened many times. */
export const FailureGroup = z.object({
  class: z.enum(FINDING_CLASSES),
  severity: z.enum(SEVERITIES),
  side: z.enum(SIDES),
  reason: z.string(),
  pointer: z.string(),
  count: z.number(),
  firstSeenAt: z.string(),
  lastSeenAt: z.string(),
  slices: z.array(z.number()).describe("how many in each of 24 equal slices of the window"),
  examples: z.array(
    z.object({
      handoffId: z.string(),
      at: z.string(),
      message: z.string(),
      lastProofOfLife: z.string().describe("the last leg anyone reported that proves the work was still there, in one sentence"),
    }),
  ),
});
export type FailureGroup = z.infer<typeof FailureGroup>;

/** What stands on a seam's page. Its course over the window is `trend`. */
export const SeamDetail = SeamSummary.omit({ sparkline: true }).extend({
  standing: z.array(Finding).describe("findings on the seam itself; `n` in the evidence is how many handoffs each rests on"),
  trend: z.array(
    z.object({
      at: z.string(),
      handoffs: z.number(),
      failed: z.number(),
      byClass: z.partialRecord(z.enum(FINDING_CLASSES), z.number()),
      p50Ms: z.number().nullable(),
      p95Ms: z.number().nullable(),
    }),
  ),
  byVerdict: z.record(z.string(), z.number()),
  groups: z.array(FailureGroup),
  grouped: z
    .object({ from: z.string(), failed: z.number(), isAll: z.boolean() })
    .describe("`groups` are of the handoffs since `from`, of which so many failed; `isAll`: that is the whole window, else its newest part with 1,000 findings and more"),
  latency: LatencyParts,
  verified: z.array(VerifiedPair).describe("what tests said of each pair of versions, seen or not"),
});
export type SeamDetail = z.infer<typeof SeamDetail>;
