import type { ErrorBudget } from "@/lib/model/scorecard.ts";

/**
 * What is left of the failures that an objective allows: `allowed = (100 − objective) % of handoffs`, `remaining = 1 − failed / allowed`,
 * as the error budget of an availability objective in "The Site Reliability Workbook" (O'Reilly 2018), chapters 2 and 5 and appendix B.
 * An objective of 100 allows nothing: the first failure overspends the whole budget, and each one after it once more.
 */
export function errorBudget(slo: { objective: number; window: string }, from: string, { handoffs, failed }: { handoffs: number; failed: number }): ErrorBudget {
  const allowed = ((100 - slo.objective) * handoffs) / 100;
  return { ...slo, from, handoffs, failed, allowed, remaining: handoffs === 0 ? null : remainingOf(failed, allowed) };
}

function remainingOf(failed: number, allowed: number): number {
  if (failed === 0) return 1;
  return allowed === 0 ? -failed : 1 - failed / allowed;
}
