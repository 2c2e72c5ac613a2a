import { z } from "zod";
import { parcelOf } from "../handoff.ts";

/** What somebody with more authority must know. */
export const Escalation = z.object({
  ticket: z.string(),
  tier: z.string(),
  question: z.string(),
  constraints: z.object({ limit: z.string(), answer_by: z.string() }),
});
export type Escalation = z.infer<typeof Escalation>;

/** The case as it travels. */
export const EscalationCase = parcelOf(Escalation);
export type EscalationCase = z.infer<typeof EscalationCase>;
