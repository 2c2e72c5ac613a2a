import type { ErrorBudget } from "@/lib/model/scorecard.ts";
import { formatCount, formatRate } from "@/lib/text/count.ts";

/** What is left of an error budget, in words, with what it is worked out from. */
export function ErrorBudgetWords({ budget }: { budget: ErrorBudget | null }) {
  if (budget === null) return <>no objective stated</>;
  const { objective, window, handoffs, failed, allowed, remaining } = budget;
  if (remaining === null) return <>{`${objective} % over ${window}, no handoff in that time`}</>;
  const left = remaining >= 0 ? `${formatRate(remaining)} left` : "overspent";
  return <>{`${left}: ${formatCount(failed)} failed of ${formatCount(handoffs)} in ${window}, ${formatCount(Math.floor(allowed))} allowed by ${objective} %`}</>;
}
