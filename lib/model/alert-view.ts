import { z } from "zod";
import { AgentOwner } from "./agent.ts";
import { Delivery } from "./alert-channel.ts";
import { ALERT_EVENTS, ALERT_STATES, AlertMessage } from "./alert-firing.ts";
import { ALERT_METRICS, ALERT_SEVERITIES, AlertRule } from "./alert-rule.ts";
import { ErrorBudget, SeamScorecard } from "./scorecard.ts";
import { FINDING_CLASSES } from "./vocabulary.ts";

const Ends = z.object({ id: z.string(), source: z.string(), target: z.string(), contract: z.string() });
const Interval = z.object({ low: z.number(), high: z.number() });

/** Which rule something is about, as it is now or was then. */
const RuleRef = z.object({ id: z.string(), name: z.string(), metric: z.enum(ALERT_METRICS), severity: z.enum(ALERT_SEVERITIES), above: z.number(), window: z.string() });
export type RuleRef = z.infer<typeof RuleRef>;

/** A rule as the API answers a save: what is stored, and what in it may not be meant. */
export const SavedRule = AlertRule.extend({ warnings: z.array(z.string()).describe("what is allowed and may be a mistake, such as a seam that nobody has seen yet") });
export type SavedRule = z.infer<typeof SavedRule>;

/** What became of a rule that was deleted. */
export const DeletedRule = z.object({ name: z.string(), isDefaultAgain: z.boolean().describe("a rule of this name is shipped, and holds again as it is shipped") });
export type DeletedRule = z.infer<typeof DeletedRule>;

/** What a push of a whole file did. */
export const PushedRules = z.object({
  saved: z.array(z.string()).describe("names of rules that are new or changed"),
  unchanged: z.array(z.string()),
  removed: z.array(z.string()).describe("rules of earlier files that are not in this one; only with `prune`"),
  kept: z.array(z.string()).describe("rules of earlier files that are not in this one and stay, since `prune` was not asked for"),
  warnings: z.array(z.string()),
});
export type PushedRules = z.infer<typeof PushedRules>;

/** A rule on one seam (a group, the product itself), and where it stands. */
export const AlertNow = z.object({
  rule: RuleRef,
  seam: Ends.nullable().describe("null when the rule is about a group, or the product itself"),
  detail: z.string().describe("what tells instances on one seam apart: a class, a version pair; else empty"),
  state: z.enum(ALERT_STATES),
  since: z.string().describe("when it entered this state"),
  firingId: z.string().describe("of the firing that goes on; empty: none"),
  value: z.number().nullable().describe("in the unit of the metric, when the state last changed"),
  n: z.number().describe("handoffs the value rests on"),
  failed: z.number().nullable(),
  interval: Interval.nullable().describe("Wilson 95 % interval of a rate"),
  class: z.enum(FINDING_CLASSES).nullable().describe("the class most of the failures have"),
  owner: AgentOwner.nullable(),
  sourceOwner: AgentOwner.nullable(),
  suppressedBy: z.string().describe("`silence:<id>` or `firing:<id>` when it is not told; empty: told"),
});
export type AlertNow = z.infer<typeof AlertNow>;

/** One time that an instance fired. */
export const FiringSummary = z.object({
  id: z.string(),
  rule: RuleRef,
  seam: Ends.nullable(),
  detail: z.string(),
  openedAt: z.string(),
  resolvedAt: z.string().nullable().describe("null: it goes on"),
  value: z.number().nullable().describe("when it fired, in the unit of the metric"),
  n: z.number(),
  failed: z.number(),
  interval: Interval.nullable(),
  class: z.enum(FINDING_CLASSES).nullable(),
  owner: AgentOwner.nullable(),
  sourceOwner: AgentOwner.nullable(),
  samples: z.number().describe("handoffs stored with it"),
  sample: z.string().describe("id of the first handoff stored with it; empty: none"),
  told: z.boolean().describe("whether anybody was to be told that it fires"),
  suppressedBy: z.array(z.string()).describe("`silence:<id>` and `firing:<id>` that kept it from being told, at any time"),
});
export type FiringSummary = z.infer<typeof FiringSummary>;

/** One change of state in the course of a firing. */
export const FiringStep = z.object({
  at: z.string(),
  state: z.enum(ALERT_STATES),
  event: z.enum(ALERT_EVENTS).nullable().describe("what was to be told; null: nothing"),
  channels: z.array(z.string()),
  suppressedBy: z.string(),
  value: z.number().nullable(),
  n: z.number(),
  note: z.string(),
});
export type FiringStep = z.infer<typeof FiringStep>;

/** A firing with all that is stored of it. */
export const Firing = FiringSummary.extend({
  message: AlertMessage.describe("what was known when it fired, as it was stored then"),
  steps: z.array(FiringStep).describe("in order of time"),
  deliveries: z.array(Delivery).describe("every attempt to tell of it, the latest first"),
});
export type Firing = z.infer<typeof Firing>;

/** How fast an error budget is being used up, by how far one looks back: 1 is exactly the pace that uses it up at the end of its window. */
export const BurnRate = z.object({ window: z.string(), rate: z.number().nullable().describe("null without traffic"), handoffs: z.number(), failed: z.number() });
export type BurnRate = z.infer<typeof BurnRate>;

/** A seam that has an objective: what is left of its error budget, and how fast it goes. */
export const SeamObjective = z.object({
  seam: Ends,
  owner: AgentOwner.nullable(),
  contract: SeamScorecard.shape.contract,
  runbook: SeamScorecard.shape.runbook,
  budget: ErrorBudget,
  burn: z.array(BurnRate).describe("over the last 1h, 6h and 3d"),
  trend: z.array(z.object({ handoffs: z.number(), failed: z.number() })).describe("24 equal slices of the last 30 days, the oldest first"),
});
export type SeamObjective = z.infer<typeof SeamObjective>;

/** A rule in force, and how many of its instances stand how. */
export const RuleStanding = AlertRule.extend({
  isShipped: z.boolean().describe("a rule of this name is shipped with the product"),
  firing: z.number(),
  pending: z.number(),
  noData: z.number(),
});
export type RuleStanding = z.infer<typeof RuleStanding>;

/** Whether anybody evaluates the rules. */
export const EvaluatorHealth = z.object({
  lastRunAt: z.string().nullable().describe("end of the last recorded round; null: there was none yet"),
  isAway: z.boolean().describe("no round was recorded for longer than there may be between two"),
  says: z.string().describe("what is wrong, in one sentence; empty: nothing"),
});
export type EvaluatorHealth = z.infer<typeof EvaluatorHealth>;
