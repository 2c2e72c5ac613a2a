import { z } from "zod";
import { AlertRuleDraft } from "./alert-rule.ts";

/** The longest time that a rule is replayed over. */
const PREVIEW_DAYS_MAX = 30;

/** A rule, and the time it is replayed over. */
export const PreviewRequest = z
  .strictObject({ rule: AlertRuleDraft, from: z.iso.datetime({ offset: true }), to: z.iso.datetime({ offset: true }) })
  .refine(({ from, to }) => Date.parse(from) < Date.parse(to), { path: ["from"], message: "expected a time before `to`" })
  .refine(({ from, to }) => Date.parse(to) - Date.parse(from) <= PREVIEW_DAYS_MAX * 86_400_000, { path: ["from"], message: `expected a time at most ${PREVIEW_DAYS_MAX} days before \`to\`` });
export type PreviewRequest = z.infer<typeof PreviewRequest>;

const Ends = z.object({ id: z.string(), source: z.string(), target: z.string(), contract: z.string() });

/** A firing that would have been. */
export const PreviewedFiring = z.object({
  id: z.string(),
  seam: Ends.nullable().describe("null when the rule is about a group, or the product itself"),
  detail: z.string(),
  openedAt: z.string(),
  resolvedAt: z.string().nullable().describe("null: it would fire still"),
  durationMs: z.number(),
  value: z.number().nullable(),
  n: z.number(),
  failed: z.number(),
});
export type PreviewedFiring = z.infer<typeof PreviewedFiring>;

/** What was measured of one seam over the time, in columns of the chart. */
export const PreviewSeries = z.object({
  seam: Ends.nullable(),
  detail: z.string(),
  points: z.array(z.object({ at: z.string(), value: z.number().nullable().describe("the highest within the column; null: too little to judge"), n: z.number() })),
});
export type PreviewSeries = z.infer<typeof PreviewSeries>;

/** What a rule would have done over a time of the past. */
export const RulePreview = z.object({
  from: z.string(),
  to: z.string(),
  evaluations: z.number(),
  stepMs: z.number().describe("between two evaluations"),
  everyMs: z.number().describe("between two evaluations as the rule says; where `stepMs` is more, N-of-M and `for` are coarser here than they will be"),
  firings: z.array(PreviewedFiring).describe("in order of time, the first 200"),
  firingsInAll: z.number(),
  series: z.array(PreviewSeries).describe("of those that would have fired, then those that came nearest; at most 8"),
  seriesInAll: z.number(),
  isCut: z.boolean().describe("there was more history than could be read, and the latest evaluations are missing some of it"),
});
export type RulePreview = z.infer<typeof RulePreview>;
