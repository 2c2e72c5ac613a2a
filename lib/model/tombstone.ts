import { z } from "zod";
import { FINDING_CLASSES, VERDICTS } from "./vocabulary.ts";

/** What is still known of a handoff that retention has removed. */
export const HandoffTombstone = z.object({
  kind: z.literal("handoff"),
  id: z.string(),
  seamId: z.string(),
  source: z.string(),
  target: z.string(),
  contract: z.string(),
  startedAt: z.string(),
  verdict: z.enum(VERDICTS),
  failed: z.boolean(),
  silent: z.boolean(),
  classes: z.array(z.enum(FINDING_CLASSES)).describe("of its first eight findings"),
  reasons: z.array(z.string()).describe("of its first three findings"),
  correlationId: z.string(),
  traceIds: z.array(z.string()).describe("the first four"),
});
export type HandoffTombstone = z.infer<typeof HandoffTombstone>;

/** What is still known of a trace that retention has removed. */
export const TraceTombstone = z.object({
  kind: z.literal("trace"), id: z.string(), name: z.string(), startedAt: z.string(), durationMs: z.number(), spans: z.number(), errors: z.number(), agents: z.array(z.string()), handoffs: z.number(), failed: z.number(),
});
export type TraceTombstone = z.infer<typeof TraceTombstone>;

/** What is still known of a workflow that retention has removed: its handoffs. */
export const WorkflowTombstone = z.object({ kind: z.literal("workflow"), id: z.string(), startedAt: z.string(), lastAt: z.string(), handoffs: z.number(), failed: z.number(), agents: z.array(z.string()) });
export type WorkflowTombstone = z.infer<typeof WorkflowTombstone>;

/** Which retention removed it, and when at the latest. */
export const Expiry = z.object({ setting: z.string(), days: z.number().describe("as it is set now; 0: kept for ever by now"), at: z.string().nullable().describe("when it began to be removable; null: not known") });
export type Expiry = z.infer<typeof Expiry>;

/** What stands in place of what is no longer kept. */
export interface Tombstone {
  of: HandoffTombstone | TraceTombstone | WorkflowTombstone;
  expiry: Expiry;
}
