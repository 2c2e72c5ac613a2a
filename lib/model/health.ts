import { z } from "zod";

/** A database that answers, and how much it holds. Counts are cheap ones: see each. */
export const DatabaseHealth = z.object({
  reachable: z.literal(true),
  engineVersion: z.string().describe("of ClickHouse"),
  newestSpanAt: z.string().nullable().describe("when the newest span was received, RFC 3339; null before the first"),
  spans: z.number().describe("stored rows; a span that came twice counts twice until it is merged"),
  traces: z.number().describe("stored rows; a trace that was analysed again counts twice until it is merged"),
  handoffs: z.number().describe("candidates apart"),
  seams: z.number().describe("seams with at least one handoff"),
});

/** Whether the database answers, and if so how it is. */
export type Health = z.infer<typeof DatabaseHealth> | { reachable: false };
