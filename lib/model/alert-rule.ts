import { z } from "zod";
import { durationMs } from "./contract.ts";
import { FINDING_CLASSES } from "./vocabulary.ts";

/** What a rule measures; docs/alerts.md says how each is worked out. */
export const ALERT_METRICS = [
  "failure_rate",
  "silent_rate",
  "lost",
  "latency",
  "waiting_age",
  "overdue_gates",
  "absence",
  "new_class",
  "new_version_pair",
  "burn_rate",
  "unreconciled",
] as const;
export type AlertMetric = (typeof ALERT_METRICS)[number];

/** What `above` is counted in: a share of 0 to 1, handoffs, milliseconds, times the usual interval, or times the budgeted pace. */
export const METRIC_UNITS = {
  failure_rate: "share",
  silent_rate: "share",
  lost: "handoffs",
  latency: "ms",
  waiting_age: "ms",
  overdue_gates: "handoffs",
  absence: "intervals",
  new_class: "classes",
  new_version_pair: "pairs",
  burn_rate: "pace",
  unreconciled: "handoffs",
} as const satisfies Record<AlertMetric, string>;

export const ALERT_SEVERITIES = ["critical", "warning", "info"] as const;
export type AlertSeverity = (typeof ALERT_SEVERITIES)[number];

/** The quantiles that rollups keep. */
export const LATENCY_QUANTILES = [0.5, 0.9, 0.95, 0.99] as const;

/** Where a rule comes from: shipped with the product, written by hand on a page or by the API, or pushed as a file. */
export const RULE_ORIGINS = ["default", "api", "file"] as const;

const EXPECTED_DURATION = "expected a duration such as 30s, 5m, 8h or 30d";
const durationBetween = (fromMs: number, toMs: number, expected: string) =>
  z.string(EXPECTED_DURATION).refine((text) => durationMs(text) !== undefined, EXPECTED_DURATION).refine((text) => {
    const given = durationMs(text) ?? fromMs;
    return given >= fromMs && given <= toMs;
  }, expected);

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;

/** A name of a rule, channel or silence: short, and without line breaks, since it stands in subjects and headers. */
export const AlertName = z.string().trim().min(1, "expected a name").max(120).regex(/^[^\p{Cc}\p{Cs}]*$/u, "expected a name without control characters");

/** Agents or contracts by name; `*` stands for any characters. */
const NamePattern = z.string().trim().min(1).max(512);

/** Which seams a rule is about; all of them must hold, and a rule without any is about every seam. */
export const AlertScope = z.strictObject({
  seam: z.string().max(4096).optional().describe("id of one seam"),
  source: NamePattern.optional().describe("agents that hand over, `*` for any characters"),
  target: NamePattern.optional().describe("agents that receive, `*` for any characters"),
  contract: NamePattern.optional().describe("contract names, `*` for any characters"),
  owner: z.string().max(512).optional().describe("team that answers for the seam"),
});
export type AlertScope = z.infer<typeof AlertScope>;

const fields = {
  name: AlertName,
  description: z.string().trim().max(2000).default(""),
  metric: z.enum(ALERT_METRICS),
  ...AlertScope.shape,
  by: z.enum(["seam", "group"]).default("seam").describe("each seam for itself, or all that match as one"),
  classes: z.array(z.enum(FINDING_CLASSES)).max(FINDING_CLASSES.length).default([]).describe("count only failures of these classes; empty: all"),
  quantile: z.union(LATENCY_QUANTILES.map((quantile) => z.literal(quantile))).default(0.95).describe("of latency"),
  above: z.number().min(0).describe("fires when the measured value is greater; in the unit of the metric"),
  window: durationBetween(MINUTE, 90 * DAY, "expected 1m to 90d").default("5m").describe("how far back one evaluation looks"),
  every: durationBetween(5 * SECOND, DAY, "expected 5s to 1d").default("15s").describe("how often it is evaluated"),
  for: durationBetween(0, 7 * DAY, "expected 0s to 7d").default("0s").describe("it must hold so long before it fires"),
  need: z.int().min(1).max(100).default(1).describe("of the last `of` evaluations, so many must be above"),
  of: z.int().min(1).max(100).default(1),
  keepFiring: durationBetween(0, 7 * DAY, "expected 0s to 7d").default("0s").describe("it must be well again so long before it resolves"),
  minVolume: z.int().min(0).default(1).describe("handoffs that a window needs before a rate or quantile is judged"),
  noData: z.enum(["keep", "resolve", "fire"]).default("keep").describe("what happens while there is too little to judge"),
  severity: z.enum(ALERT_SEVERITIES).default("warning"),
  labels: z.record(z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,62}$/, "expected letters, digits and _, as Prometheus has label names"), z.string().max(512)).default({}),
  channels: z.array(AlertName).max(20).default([]).describe("channels by name"),
  toOwner: z.boolean().default(true).describe("also to the channels of the team that owns the seam"),
  enabled: z.boolean().default(true),
};

/** A rule as people write it, by API, by page or in a YAML file; unknown keys are refused by name. */
export const AlertRuleDraft = z.strictObject(fields).refine(({ need, of }) => need <= of, { path: ["need"], message: "expected a number that is not greater than `of`" });
export type AlertRuleDraft = z.infer<typeof AlertRuleDraft>;

/** A rule as it is stored. */
export const AlertRule = z.object(fields).extend({
  id: z.string(),
  origin: z.enum(RULE_ORIGINS),
  savedAt: z.string().describe("RFC 3339; of a default the start of time"),
});
export type AlertRule = z.infer<typeof AlertRule>;
