import { z } from "zod";
import { PIN_REASONS } from "./citation.ts";
import { CITED_KIND_NAMES } from "./cited-kinds.ts";

/** Something that is kept beyond retention, and for whose sake. */
export const Pin = z.object({
  pinId: z.string().describe("the same for the same thing, reason and citation"),
  kind: z.enum(CITED_KIND_NAMES),
  id: z.string().describe("of what is cited; of a workflow its key"),
  reason: z.enum(PIN_REASONS),
  citedBy: z.string().describe("the key of the ticket, the firing, the share; empty: pinned by hand"),
  by: z.string(),
  note: z.string(),
  at: z.string().describe("when, RFC 3339"),
  expiresAt: z.string().nullable().describe("when it ends by itself"),
  traceIds: z.array(z.string()).describe("traces that are kept whole for it"),
  tracesInAll: z.number().describe("traces that belong to it; more than there are in traceIds: the rest goes with retention"),
  state: z.string().describe("of a seam: what was measured of it then, as JSON; else empty"),
});
export type Pin = z.infer<typeof Pin>;

/** How much is pinned, and how much may be. */
export const PinUse = z.object({
  pins: z.number(),
  traces: z.number(),
  bytes: z.number().describe("of the evidence that pins hold, before compression; what several hold counts once"),
  bytesMax: z.number().describe("SEAMSCOPE_PIN_BYTES_MAX"),
});
export type PinUse = z.infer<typeof PinUse>;

/** Traces of its workflow that are kept beside those with evidence of a handoff, so that its origin and its chain stay; a workflow's own are kept up to as many as are shown of one. */
export const PINNED_TRACES_MAX = { around: 20, workflow: 200 } as const;
