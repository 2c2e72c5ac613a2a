import { z } from "zod";
import { tokensIn } from "../gen-ai.ts";
import { parcelOf } from "../handoff.ts";

/** What the desk hands to those who publish. */
export const Findings = z.object({
  number: z.number(),
  question: z.string(),
  recommendation: z.string(),
  constraints: z.object({ budget: z.string(), deadline: z.string() }),
  report: z.string(),
});
export type Findings = z.infer<typeof Findings>;

/** The brief as it travels. */
export const ResearchBrief = parcelOf(Findings);
export type ResearchBrief = z.infer<typeof ResearchBrief>;

/** The brief with its report cut so that the whole fits into that many tokens. */
export function cutTo(brief: Findings, tokens: number): Findings {
  const whole = JSON.stringify(brief);
  if (tokensIn(whole) <= tokens) return brief;
  return { ...brief, report: brief.report.slice(0, brief.report.length - (whole.length - tokens * 4)) };
}
