import type { contractsInForce } from "@/lib/contracts/in-force.ts";
import type { Measured } from "@/lib/model/alert-measure.ts";
import type { JudgementCounts } from "./judgement-columns.ts";

/** What is left of 100 % at the finest objective that is told apart; also what an objective of 100 is taken for. */
const FINEST_BUDGET = 0.000_01;

/** What was counted in a window. */
interface Counted {
  handoffs: number;
  failed: number;
}

/** The short window beside a long one: a twelfth of it, and at least a minute. */
export const shortWindowMs = (windowMs: number): number => Math.max(60_000, Math.round(windowMs / 12));

/**
 * At how many times the budgeted pace the error budget of an objective (percent) is being used up: 1 uses up just all of it over its own window. The lesser
 * of what the long and the short window say, so that `value > threshold` means "both are above". Source: "The Site Reliability Workbook" (O'Reilly
 * 2018), chapter 5, "6: Multiwindow, Multi-Burn-Rate Alerts", where the short window is 1/12 of the long one.
 */
export function burnRate(objective: number, long: Counted, short: Counted): number {
  const budget = Math.max(FINEST_BUDGET, (100 - objective) / 100);
  return Math.min(errorRate(long), errorRate(short)) / budget;
}

const errorRate = ({ handoffs, failed }: Counted): number => (failed === 0 ? 0 : failed / Math.max(handoffs, failed));

/** The pace of every seam whose contract in force has an objective, by what was found in the long and the short window. */
export function measureBurn(inForce: ReturnType<typeof contractsInForce>, long: readonly JudgementCounts[], short: readonly JudgementCounts[]): Measured[] {
  const shortOf = new Map(short.map((counts) => [counts.seamId, counts]));
  return long.flatMap((counts) => {
    const { seamId, source, target, contract, handoffs, failed } = counts;
    const slo = handoffs + failed === 0 ? undefined : inForce(counts)?.contract.slo;
    if (slo === undefined) return [];
    const value = burnRate(slo.objective, counts, shortOf.get(seamId) ?? { handoffs: 0, failed: 0 });
    return [{ seamId, source, target, contract, detail: "", value, n: Math.max(handoffs, failed), failed }];
  });
}
