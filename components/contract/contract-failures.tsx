import Link from "next/link";
import type { ContractFailure } from "@/lib/model/contract-registry.ts";
import { countOf, formatCount } from "@/lib/text/count.ts";
import { FINDING_WORDS } from "@/lib/text/finding-words.ts";
import { handoffPath, seamPath, withParams } from "@/lib/text/paths.ts";
import { FindingGlyph } from "../handoff/glyph.tsx";
import { Section } from "../ui/section.tsx";
import { TimeAgo } from "../ui/time-ago.tsx";

const FAILURES_SHOWN = 50;

/** What is found by what the contract asks for, each place of the payload by itself. */
export function ContractFailures({ failures, nowMs }: { failures: readonly ContractFailure[]; nowMs: number }) {
  const shown = failures.slice(0, FAILURES_SHOWN);
  return (
    <Section title="What breaks it" aside={`by place in the payload, last seven days${shown.length < failures.length ? `; ${shown.length} of ${formatCount(failures.length)}` : ""}`} id="failures">
      {shown.length === 0 ? (
        <p className="px-4 pb-4 text-ink-2">Nothing of what it asks for was missed on its seams.</p>
      ) : (
        <ul>
          {shown.map(({ class: name, pointer, count, reasons, lastSeenAt, seams, exampleId, severity }) => (
            <li key={`${name} ${pointer}`} className="grid grid-cols-[3.5rem_minmax(0,1fr)_auto] gap-x-3 border-t border-line px-4 py-1.5">
              <span className={`font-semibold tabular-nums ${severity === "error" ? "text-accent" : ""}`}>{formatCount(count)}×</span>
              <span className="min-w-0">
                <span className="flex flex-wrap items-center gap-x-2">
                  <FindingGlyph of={name} />
                  <span className="font-medium">{FINDING_WORDS[name].label}</span>
                  <code className="font-mono text-xs [overflow-wrap:anywhere]">{pointer === "" ? "the whole of it" : pointer}</code>
                </span>
                <span className="block text-xs text-ink-3 [overflow-wrap:anywhere]">{reasons.join("; ")}</span>
                <span className="flex flex-wrap gap-x-3 text-xs">
                  {seams.slice(0, 3).map((seam) => (
                    <Link key={seam.id} href={withParams(seamPath(seam.id), "", { range: "7d", class: name })} prefetch={false} className="text-link min-w-0 truncate" title={`${seam.source} → ${seam.target}`}>
                      {seam.source} → {seam.target}
                    </Link>
                  ))}
                  {seams.length > 3 ? <span className="text-ink-3">and {countOf(seams.length - 3, "seam")} more</span> : null}
                </span>
              </span>
              <span className="text-end text-xs text-ink-2">
                <TimeAgo at={lastSeenAt} nowMs={nowMs} />
                {exampleId === "" ? null : (
                  <Link href={handoffPath(exampleId)} prefetch={false} className="text-link block">
                    the latest
                  </Link>
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
