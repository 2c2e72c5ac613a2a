import Link from "next/link";
import type { ContractCoverage } from "@/lib/model/contract-registry.ts";
import { countOf, formatCount, formatRate } from "@/lib/text/count.ts";
import { proposalPath, seamPath } from "@/lib/text/paths.ts";
import { Section } from "../ui/section.tsx";

/** How much of what is handed over is held against a contract, and where one is missed most. */
export function CoveragePanel({ coverage: { seams, governed, handoffs, governedHandoffs, busiestWithout } }: { coverage: ContractCoverage }) {
  const share = seams === 0 ? 0 : governed / seams;
  return (
    <Section title="Coverage" aside="seams with traffic in the last seven days" id="coverage">
      <div className="px-4 pb-3">
        <p className="mb-1.5">
          <strong className="font-semibold tabular-nums">
            {formatCount(governed)} of {countOf(seams, "seam")}
          </strong>{" "}
          {governed === 1 ? "is" : "are"} governed by a contract ({formatRate(seams === 0 ? null : share)}), with {formatCount(governedHandoffs)} of {countOf(handoffs, "handoff")}.
        </p>
        <div className="h-2 max-w-xl rounded-sm bg-sunk outline outline-line" role="meter" aria-label="Seams governed by a contract" aria-valuemin={0} aria-valuemax={seams} aria-valuenow={governed} aria-valuetext={`${governed} of ${seams}`}>
          <div className="h-full rounded-sm bg-bar" style={{ width: `${share * 100}%` }} />
        </div>
        {busiestWithout.length === 0 ? null : (
          <details className="mt-2">
            <summary className="w-fit text-xs text-ink-2 hover:text-ink">
              {busiestWithout.length < seams - governed ? `The ${busiestWithout.length} busiest of ${formatCount(seams - governed)} seams without one` : `${countOf(busiestWithout.length, "seam")} without one, the busiest first`}
            </summary>
            <ul className="mt-1 text-xs">
              {busiestWithout.map(({ id, source, target, handoffs: count, failed }) => (
                <li key={id} className="flex flex-wrap gap-x-3 py-0.5">
                  <Link href={seamPath(id)} prefetch={false} className="text-link min-w-0 truncate" title={`${source} → ${target}`}>
                    {source} → {target}
                  </Link>
                  <span className="text-ink-2">
                    {countOf(count, "handoff")}, {formatCount(failed)} failed
                  </span>
                  <Link href={proposalPath(id)} prefetch={false} className="text-link">
                    Propose one from its traffic
                  </Link>
                </li>
              ))}
            </ul>
          </details>
        )}
      </div>
    </Section>
  );
}
