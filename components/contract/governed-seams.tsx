import Link from "next/link";
import type { ContractSummary } from "@/lib/model/contract-registry.ts";
import { formatCount, formatRate } from "@/lib/text/count.ts";
import { seamPath } from "@/lib/text/paths.ts";
import { Section } from "../ui/section.tsx";

/** The seams with traffic under a contract, and how it goes there. */
export function GovernedSeams({ summary: { seams, seam } }: { summary: ContractSummary }) {
  return (
    <Section title="Seams it governs" aside="in the last seven days">
      {seams.length === 0 ? (
        <p className="px-4 pb-4 text-ink-2 [overflow-wrap:anywhere]">{seam === undefined ? "No handoff named it." : `No traffic between ${seam.source} and ${seam.target}.`}</p>
      ) : (
        <ul className="pb-2">
          {seams.map(({ id, source, target, handoffs, failed }) => (
            <li key={id} className="flex flex-wrap items-baseline gap-x-3 border-t border-line px-4 py-1.5">
              <Link href={seamPath(id)} prefetch={false} className="text-link mr-auto min-w-0 truncate" title={`${source} → ${target}`}>
                {source} → {target}
              </Link>
              <span className={`text-xs tabular-nums ${failed > 0 ? "font-medium text-accent" : "text-ink-3"}`}>
                {failed > 0 ? "✕ " : ""}
                {formatRate(handoffs === 0 ? null : failed / handoffs)} failed (n = {formatCount(handoffs)})
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
