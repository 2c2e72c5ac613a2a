import { z } from "zod";
import { CITED_KIND_NAMES } from "./cited-kinds.ts";

/** Why evidence is pinned: whatever is cited outlives retention. */
export const PIN_REASONS = ["ticket", "alert", "share", "comment", "hand"] as const;
export type PinReason = (typeof PIN_REASONS)[number];

/** One thing that is kept beyond retention, and for whose sake. */
export const PinRequest = z.strictObject({
  kind: z.enum(CITED_KIND_NAMES),
  id: z.string().min(1).max(4096),
  reason: z.enum(PIN_REASONS),
  citedBy: z.string().trim().max(512).describe("the ticket's key, the firing, the share: what unpins it"),
  by: z.string().trim().max(200).default("").describe("who, as it was said; nobody is checked"),
  note: z.string().trim().max(2000).default(""),
});
export type PinRequest = z.infer<typeof PinRequest>;
