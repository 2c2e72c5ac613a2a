import { z } from "zod";
import { AgentOwner } from "./agent.ts";
import { ALERT_METRICS, ALERT_SEVERITIES } from "./alert-rule.ts";
import { FINDING_CLASSES, VERDICTS } from "./vocabulary.ts";

/** Where an alert instance stands: one rule on one seam, or on all its seams as a group. */
export const ALERT_STATES = ["ok", "pending", "firing", "no_data"] as const;
export type AlertState = (typeof ALERT_STATES)[number];

/** What is told about a firing: that it began, that it ended, or how many were not told while a silence or an inhibition held. */
export const ALERT_EVENTS = ["open", "resolve", "suppressed"] as const;
export type AlertEvent = (typeof ALERT_EVENTS)[number];

/** A handoff that shows what an alert is about, as it was when the alert fired. */
export const AlertSample = z.object({
  handoffId: z.string(),
  traceId: z.string(),
  startedAt: z.string(),
  verdict: z.enum(VERDICTS),
  class: z.enum(FINDING_CLASSES).nullable(),
  pointer: z.string(),
  message: z.string().describe("the finding in one sentence"),
});
export type AlertSample = z.infer<typeof AlertSample>;

/** What was known about a seam's trouble when a rule fired; stored then, never asked for again. */
export const AlertEvidence = z.object({
  firstBadAt: z.string().nullable().describe("the first failure of the window"),
  class: z.enum(FINDING_CLASSES).nullable().describe("the class most of the failures have"),
  versionPair: z.object({ source: z.string(), target: z.string(), contract: z.string(), handoffs: z.number(), failed: z.number() }).nullable().describe("with most failures"),
  field: z.object({ pointer: z.string(), count: z.number() }).nullable().describe("the payload field that most findings point to"),
  samples: z.array(AlertSample).max(3),
});
export type AlertEvidence = z.infer<typeof AlertEvidence>;

/** Everything a notification says; links are paths on this product, made absolute when it is sent. */
export const AlertMessage = z.object({
  firingId: z.string(),
  event: z.enum(ALERT_EVENTS),
  rule: z.object({ id: z.string(), name: z.string(), description: z.string(), metric: z.enum(ALERT_METRICS), severity: z.enum(ALERT_SEVERITIES), labels: z.record(z.string(), z.string()), window: z.string(), above: z.number() }),
  seam: z.object({ id: z.string(), source: z.string(), target: z.string(), contract: z.string() }).nullable().describe("null when the rule is about a group, or the product itself"),
  detail: z.string().describe("what tells instances on one seam apart: a class, a version pair; else empty"),
  owner: AgentOwner.nullable(),
  sourceOwner: AgentOwner.nullable().describe("of the agent that hands over, so that both teams are named"),
  runbook: z.string(),
  value: z.number().nullable(),
  n: z.number().describe("handoffs the value rests on"),
  failed: z.number(),
  interval: z.object({ low: z.number(), high: z.number() }).nullable().describe("Wilson 95 % interval of a rate"),
  evidence: AlertEvidence,
  openedAt: z.string(),
  resolvedAt: z.string().nullable(),
  note: z.string().describe("why it is told now or was not told before, in one sentence; else empty"),
  suppressed: z.number().describe("firings that were not told, of an event `suppressed`"),
});
export type AlertMessage = z.infer<typeof AlertMessage>;

/** One change of state of one alert instance: all that is stored of it, and the only place that says what must be told to whom. */
export const AlertTransition = z.object({
  ruleId: z.string(),
  seamId: z.string().describe("empty for a group, or the product itself"),
  detail: z.string(),
  at: z.string(),
  state: z.enum(ALERT_STATES),
  since: z.string().describe("when it entered this state"),
  firingId: z.string().describe("empty unless it fires or just stopped"),
  event: z.enum(ALERT_EVENTS).nullable().describe("what is to be told; null: nothing"),
  channels: z.array(z.string()).describe("to whom"),
  suppressedBy: z.string().describe("`silence:<id>` or `firing:<id>`; empty: told"),
  value: z.number().nullable(),
  n: z.number(),
  message: AlertMessage.nullable(),
  memory: z.string().default("").describe("what the evaluator must remember beside all this to go on after a restart, as JSON; empty when that is nothing"),
});
export type AlertTransition = z.infer<typeof AlertTransition>;
