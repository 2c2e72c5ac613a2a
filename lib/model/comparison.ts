import { z } from "zod";
import { AGENT_TYPES, FINDING_CLASSES } from "./vocabulary.ts";

/** What is counted of a window, over all seams or over one. */
export const WindowTotals = z.object({ handoffs: z.number(), failed: z.number(), silent: z.number(), lost: z.number(), seams: z.number() });
export type WindowTotals = z.infer<typeof WindowTotals>;

/** What of a seam can move between two windows. */
const MOVED_MEASURES = ["failure_rate", "silent_rate", "p95", "volume"] as const;
export type MovedMeasure = (typeof MOVED_MEASURES)[number];

/** A seam as it is named in a comparison. */
export const ComparedSeam = z.object({
  id: z.string(),
  source: z.string(),
  target: z.string(),
  sourceType: z.enum(AGENT_TYPES),
  targetType: z.enum(AGENT_TYPES),
  contract: z.string(),
  inferred: z.boolean(),
});
export type ComparedSeam = z.infer<typeof ComparedSeam>;

/** A measure of a seam that moved by more than chance explains. */
export const SeamMove = z.object({
  seam: ComparedSeam,
  measure: z.enum(MOVED_MEASURES),
  before: z.number().describe("rate 0…1, milliseconds of the p95, or handoffs"),
  after: z.number(),
  nBefore: z.number().describe("handoffs that `before` rests on"),
  nAfter: z.number(),
  worse: z.boolean().nullable().describe("null: more or less traffic is neither"),
});
export type SeamMove = z.infer<typeof SeamMove>;

const SeamTraffic = z.object({ seam: ComparedSeam, handoffs: z.number(), failed: z.number() });

/** A window beside the one of the same length before it. */
export const Comparison = z.object({
  window: z.object({ from: z.string(), to: z.string() }),
  previous: z.object({ from: z.string(), to: z.string() }),
  now: WindowTotals,
  before: WindowTotals,
  moves: z.array(SeamMove).describe("the furthest first"),
  appeared: z.array(SeamTraffic).describe("seams with traffic now and none in the window before"),
  vanished: z.array(SeamTraffic).describe("seams with traffic in the window before and none now; counts are those of before"),
  newClasses: z.array(z.object({ seam: ComparedSeam, class: z.enum(FINDING_CLASSES), handoffs: z.number() })).describe("finding classes that a seam did not have in the window before"),
  newPairs: z
    .array(z.object({ seam: ComparedSeam, source: z.string(), target: z.string(), contract: z.string(), handoffs: z.number(), failed: z.number() }))
    .describe("combinations of versions that a seam did not have in the window before"),
  left: z.number().describe("lines of the five lists above that are not told, since each list ends after 100"),
});
export type Comparison = z.infer<typeof Comparison>;
