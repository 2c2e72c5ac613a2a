import { z } from "zod";
import { AgentOwner } from "./agent.ts";
import { EvaluatorHealth } from "./alert-view.ts";
import { Finding } from "./handoff.ts";
import { RESOLUTION_TEXT_MAX } from "./resolution-limits.ts";
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

const OpenClass = z.enum(OPEN_CLASSES);

/** What was taken off a group of the inbox by hand, latest first said. */
export const GroupResolution = z.object({
  count: z.number().describe("handoffs of the group that were resolved and whose finding still stands"),
  at: z.string().describe("of the latest resolution"),
  reason: z.string(),
  by: z.string().describe("empty when nobody said who"),
  grewSince: z.boolean().describe("the latest resolution left nothing open, and something is open now"),
});
export type GroupResolution = z.infer<typeof GroupResolution>;

/** Open handoffs of one seam that have the same finding for the same reason; those that were resolved are not among them. */
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
  owner: AgentOwner.nullable().describe("of the seam: by the contract in force, else whoever answers for the receiver"),
  lastProofOfLife: z.string().describe("of the oldest one: the last leg that anyone reported; empty beyond the first 100 groups"),
  resolved: GroupResolution.nullable(),
});
export type OpenGroup = z.infer<typeof OpenGroup>;

/** One open handoff of a group. */
export const OpenItem = z.object({
  id: z.string(),
  startedAt: z.string(),
  message: z.string(),
  correlationId: z.string(),
  lastProofOfLife: z.string(),
});
export type OpenItem = z.infer<typeof OpenItem>;

/** How many handoffs one resolution takes at most; the oldest of each group. */
export const RESOLVED_MAX = 10_000;

const ResolvedGroup = z.object({ class: OpenClass, reason: z.string(), seamId: z.string(), source: z.string(), target: z.string(), handoffs: z.number(), standing: z.number().describe("of those, still resolved and with the finding still on them") });

/** One decision to take handoffs off the inbox: why, by whom, and what has become of it. */
export const Resolution = z.object({
  id: z.string(),
  at: z.string(),
  reason: z.string(),
  by: z.string().describe("as it was said; nobody is checked"),
  handoffs: z.number(),
  standing: z.number().describe("of those, still resolved and with the finding still on them"),
  reopened: z.number().describe("of those, put back on the inbox"),
  groups: z.array(ResolvedGroup),
});
export type Resolution = z.infer<typeof Resolution>;

/** A group to be resolved, as it was seen: its handoffs up to the newest one shown. */
const GroupSeen = z.strictObject({
  class: OpenClass,
  reason: z.string().max(4096).describe("the finding's reason, as in `groups`"),
  seamId: z.string().min(1).max(4096),
  newestAt: z.iso.datetime({ offset: true }).describe("`newestAt` of the group: what started later is left open"),
  count: z.int().min(1).optional().describe("how many were shown; a 409 when there are more of them by now"),
});
export type GroupSeen = z.infer<typeof GroupSeen>;

/** What a request to resolve says: why, and which groups, or which single handoffs. */
export const ResolveRequest = z
  .strictObject({
    reason: z.string().trim().min(1, "expected why it is resolved").max(RESOLUTION_TEXT_MAX.reason),
    by: z.string().trim().max(RESOLUTION_TEXT_MAX.by).default(""),
    groups: z.array(GroupSeen).max(100).default([]),
    handoffs: z.array(z.strictObject({ class: OpenClass, id: z.string().min(1).max(4096) })).max(1000).default([]),
  })
  .refine(({ groups, handoffs }) => groups.length + handoffs.length > 0, { path: ["groups"], message: "expected `groups`, `handoffs` or both, with something in them" });
export type ResolveRequest = z.infer<typeof ResolveRequest>;

/** What a request to put something back says; without `handoffs` all of the resolution are. */
export const ReopenRequest = z.strictObject({
  reason: z.string().trim().max(RESOLUTION_TEXT_MAX.reason).default(""),
  by: z.string().trim().max(RESOLUTION_TEXT_MAX.by).default(""),
  handoffs: z.array(z.strictObject({ class: OpenClass, id: z.string().min(1).max(4096) })).max(1000).optional(),
});
export type ReopenRequest = z.infer<typeof ReopenRequest>;

/** What became of a request to resolve, or to reopen. */
export const ResolutionDone = z.object({ id: z.string().describe("of the resolution"), handoffs: z.number().describe("resolved, or put back"), leftOpen: z.number().describe("of the same groups, still open") });
export type ResolutionDone = z.infer<typeof ResolutionDone>;

/** How much is open in all, less what was resolved. A handoff counts once for each class it is open by, as in the inbox. */
export const OpenCount = z.object({ handoffs: z.number(), groups: z.number() });
export type OpenCount = z.infer<typeof OpenCount>;

/** What is open, what still has time, and whether the reconciler is at work. */
export const Reconciliation = z.object({
  groups: z.array(OpenGroup),
  groupsInAll: z.number(),
  openInAll: z.array(z.object({ class: OpenClass, handoffs: z.number() })).describe("open handoffs by class, before any filter"),
  owners: z.array(z.string()).describe("teams that answer for open groups, before any filter"),
  waiting: z.array(z.object({ verdict: z.enum(["pending", "held"]), count: z.number(), oldestAt: z.string() })).describe("handoffs that still have time"),
  runs: z.array(ReconcilerRun).describe("the latest first"),
  unreconciled: z.number().describe("handoffs beyond their deadline that nobody has judged since"),
  keptFrom: z.string().nullable().describe("where the window reaches beyond what is kept: from when on it speaks"),
  absence: Finding.nullable().describe("raised when the reconciler itself is missing"),
  alerting: EvaluatorHealth.describe("whether alert rules are evaluated: the other part of the work that is done by the clock"),
});
export type Reconciliation = z.infer<typeof Reconciliation>;
