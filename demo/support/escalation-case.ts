import { z } from "zod";
import { parcelOf } from "../handoff.ts";

/** What somebody with more authority must know. */
export const Escalation = z.object({
  ticket: z.string(),
  tier: z.string(),
  question: z.string(),
  constraints: z.object({ limit: z.string(), answer_by: z.string().optional() }),
});
export type Escalation = z.infer<typeof Escalation>;

/** The case as it travels. */
export const EscalationCase = parcelOf(Escalation);
export type EscalationCase = z.infer<typeof EscalationCase>;

/** What must not be forgotten on the way, as the convention has it: a list of its own. */
export const constraintsOf = ({ constraints: { limit, answer_by } }: Escalation): string[] => [`refund at most ${limit}`, ...(answer_by === undefined ? [] : [`answer by ${answer_by}`])];
