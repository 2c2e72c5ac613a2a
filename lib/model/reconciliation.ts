import { z } from "zod";
import { Finding } from "./handoff.ts";
import { FINDING_CLASSES } from "./vocabulary.ts";

/** The classes that leave something open: work that is nowhere, waits for somebody, or was put aside. */
export const OPEN_CLASSES = ["lost", "orphan", "payload_missing", "unapproved", "gate_overdue", "dead_lettered"] as const;

/** A round of the reconciler as it recorded it. */
export const ReconcilerRun = z.object({
  startedAt: z.string(),
  durationMs: z.number(),
  rounds: z.number().describe("rounds since the run before"),
  due: z.number().describe("handoffs that became due and were judged anew"),
  error: z.string().describe("empty when it went well"),
});
export type ReconcilerRun = z.infer<typeof ReconcilerRun>;

/** Open handoffs of one seam that have the same finding for the same reason. */
export const OpenGroup = z.object({
  class: z.enum(FINDING_CLASSES),
  reason: z.string(),
  seamId: z.string(),
  source: z.string(),
  target: z.string(),
  contract: z.string(),
  count: z.number(),
  oldestAt: z.string(),
  newestAt: z.string(),
  examples: z.array(z.string()).describe("ids of up to three handoffs, oldest first"),
});
export type OpenGroup = z.infer<typeof OpenGroup>;

/** What is open, what still has time, and whether the reconciler is at work. */
export const Reconciliation = z.object({
  groups: z.array(OpenGroup),
  groupsInAll: z.number(),
  waiting: z.array(z.object({ verdict: z.enum(["pending", "held"]), count: z.number(), oldestAt: z.string() })).describe("handoffs that still have time"),
  runs: z.array(ReconcilerRun).describe("the latest first"),
  unreconciled: z.number().describe("handoffs beyond their deadline that nobody has judged since"),
  absence: Finding.nullable().describe("raised when the reconciler itself is missing"),
});
export type Reconciliation = z.infer<typeof Reconciliation>;
