import { z } from "zod";

/** A choice that narrows traces down, and how many it leaves. */
export const FacetValue = z.object({ value: z.string(), traces: z.number() });
export type FacetValue = z.infer<typeof FacetValue>;

/** By what the traces of a window can be narrowed down. */
export const TraceFacets = z.object({
  counted: z.number().describe("traces these counts are of"),
  isCut: z.boolean().describe("the window has more traces, older ones"),
  failed: z.number().describe("traces with a failed handoff"),
  agents: z.array(FacetValue),
  services: z.array(FacetValue),
  classes: z.array(FacetValue).describe("classes of findings on handoffs of the window"),
  verdicts: z.array(FacetValue),
});
export type TraceFacets = z.infer<typeof TraceFacets>;

/** Traces that started in one stretch of a window. */
export const TrafficBucket = z.object({ at: z.string(), traces: z.number(), failed: z.number().describe("of those, the ones with a failed handoff") });
export type TrafficBucket = z.infer<typeof TrafficBucket>;
