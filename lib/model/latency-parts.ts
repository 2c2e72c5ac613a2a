import { z } from "zod";

/** What the time of a handoff is made of, in the order in which it passes. */
export const LATENCY_PARTS = ["transit", "gate", "queue", "work"] as const;
export type LatencyPart = (typeof LATENCY_PARTS)[number];

/** How long each part took; a part that no handoff has evidence of is absent. */
export const LatencyParts = z.array(z.object({ part: z.enum(LATENCY_PARTS), p50Ms: z.number(), p95Ms: z.number(), n: z.number() }));
export type LatencyParts = z.infer<typeof LatencyParts>;
