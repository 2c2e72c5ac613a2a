import { READINESS_WORDS } from "@/lib/text/readiness-words.ts";
import { formatRate } from "@/lib/text/count.ts";
import type { HomeSeam } from "./home-seam.ts";

/** The team that answers for a seam, or that nobody does. */
export function OwnerCell({ seam: { owner, ownerNote } }: { seam: HomeSeam }) {
  if (owner === "") return <span className="text-ink-3" title="Nobody is named: neither a contract in force nor a declaration of the receiver says who answers">nobody</span>;
  return (
    <span className="block truncate" title={`${owner} (${ownerNote})`}>
      {owner}
    </span>
  );
}

/** What is left of the error budget as a bar and in words; overspent says so. */
export function BudgetCell({ seam: { budget, budgetNote } }: { seam: HomeSeam }) {
  if (budget === null) return <span className="text-ink-3" title={budgetNote === "" ? "The contract in force has no objective, or there is none" : budgetNote}>{budgetNote === "" ? "none set" : "no traffic"}</span>;
  const isOver = budget < 0;
  return (
    <span className="inline-flex flex-col items-end" title={budgetNote}>
      <span className={isOver ? "font-semibold text-accent" : ""}>{isOver ? "overspent" : formatRate(budget)}</span>
      <svg viewBox="0 0 100 4" width="56" height="4" preserveAspectRatio="none" aria-hidden="true" className="mt-0.5">
        <rect width="100" height="4" fill="var(--bar-2)" />
        <rect width={Math.max(0, Math.min(1, budget)) * 100} height="4" fill="var(--ink-2)" />
        {isOver ? <path d="M0 0h100v4H0z" fill="var(--accent)" /> : null}
      </svg>
    </span>
  );
}

/** Points of readiness met, of five, as dots with the number; what is missing stands in the title. */
export function ReadinessCell({ seam: { readiness, unmet } }: { seam: HomeSeam }) {
  const title = unmet.length === 0 ? "all five points met" : `lacks ${unmet.map((point) => READINESS_WORDS[point].lack).join(", ")}`;
  return (
    <span className="inline-flex flex-col items-end" title={title}>
      <span>
        {readiness}
        <span className="text-ink-3">/5</span>
        <span className="sr-only">, {title}</span>
      </span>
      <svg width="48" height="6" aria-hidden="true" className="mt-0.5">
        {[0, 1, 2, 3, 4].map((point) => (
          <rect key={point} x={point * 10 + 0.5} y="0.5" width="7" height="5" fill={point < readiness ? "var(--ink-2)" : "none"} stroke="var(--control)" />
        ))}
      </svg>
    </span>
  );
}
