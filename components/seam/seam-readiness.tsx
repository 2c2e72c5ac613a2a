import Link from "next/link";
import type { ErrorBudget, SeamScorecard } from "@/lib/model/scorecard.ts";
import { formatCount, formatRate } from "@/lib/text/count.ts";
import { READINESS_WORDS } from "@/lib/text/readiness-words.ts";
import { ErrorBudgetWords } from "../audit/error-budget-words.tsx";
import { Section } from "../ui/section.tsx";

interface SeamReadinessProps {
  scorecard: SeamScorecard | undefined;
  /** Of the window that the page shows. */
  traffic: { handoffs: number; failed: number };
  ends: { source: string; target: string };
}

/** The five questions of an audit, answered for this seam with the reason, and what is left of its error budget. */
export function SeamReadiness({ scorecard, traffic, ends }: SeamReadinessProps) {
  if (scorecard === undefined) return null;
  const { readiness, budget } = scorecard;
  return (
    <Section title="Readiness" id="audit" aside={`${formatCount(readiness.score)} of ${formatCount(readiness.points.length)} points`}>
      <ul className="px-4 pb-2">
        {readiness.points.map(({ point, met, why }) => (
          <li key={point} className="grid grid-cols-[1.25rem_minmax(0,1fr)] py-1">
            <span className={met ? "text-ink-2" : "font-semibold"} role="img" aria-label={met ? "yes" : "no"}>
              {met ? "✓" : "✕"}
            </span>
            <span>
              <span className="font-medium">{READINESS_WORDS[point].label}</span>
              <span className="block text-xs text-ink-2 [overflow-wrap:anywhere]">{why}</span>
            </span>
          </li>
        ))}
      </ul>
      <div className="border-t border-line px-4 py-2">
        <h3 className="column-head pb-1">Error budget</h3>
        {budget === null ? <p className="text-xs text-ink-2">The contract names no objective (slo), so nothing says how often this seam may fail.</p> : <Burn budget={budget} traffic={traffic} />}
      </div>
      <p className="border-t border-line px-4 py-2 text-xs">
        <Link href={`/audit?q=${encodeURIComponent(`${ends.source} ${ends.target}`)}`} prefetch={false} className="text-link">
          Its row in the audit of all seams
        </Link>
      </p>
    </Section>
  );
}

/** What is left of the budget, and how quickly the window that is shown used it up: 1× is just as fast as the objective allows. */
function Burn({ budget, traffic: { handoffs, failed } }: { budget: ErrorBudget; traffic: SeamReadinessProps["traffic"] }) {
  const allowedRate = 1 - budget.objective / 100;
  const burn = handoffs === 0 || allowedRate <= 0 ? null : failed / handoffs / allowedRate;
  return (
    <>
      <ErrorBudgetWords budget={budget} />
      <p className="mt-1 text-xs text-ink-2">
        {burn === null ? "No traffic in the window shown, so nothing of it is used up." : (
          <>
            In the window shown {formatRate(failed / handoffs)} of {formatCount(handoffs)} failed:{" "}
            <span className={burn > 1 ? "font-medium text-accent" : ""}>{burn.toFixed(burn < 10 ? 1 : 0)}× as fast as the objective allows</span>
          </>
        )}
      </p>
    </>
  );
}
