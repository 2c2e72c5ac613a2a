import { clsx } from "clsx";
import Link from "next/link";
import type { Finding } from "@/lib/model/handoff.ts";
import { countOf } from "@/lib/text/count.ts";
import { FINDING_WORDS, SEVERITY_WORDS } from "@/lib/text/finding-words.ts";
import { findingDocsPath } from "@/lib/text/paths.ts";
import { FindingGlyph } from "../handoff/glyph.tsx";
import { Section } from "../ui/section.tsx";

const ORDER = { error: 0, warning: 1, info: 2 } as const;

/** What is wrong with the seam itself, gravest first; nothing of it counts as a failed handoff. */
export function StandingFindings({ findings }: { findings: readonly Finding[] }) {
  const ordered = findings.toSorted((a, b) => ORDER[a.severity] - ORDER[b.severity]);
  return (
    <Section title="Findings on the seam itself" aside={findings.length === 0 ? null : countOf(findings.length, "finding")}>
      {findings.length === 0 ? <p className="px-4 pb-4 text-ink-2">Its contract, its gates and the shape of what passes give no cause.</p> : null}
      <ul>
        {ordered.map((finding) => (
          <li key={`${finding.class} ${finding.reason}`} className="border-t border-line px-4 py-2.5">
            <Standing finding={finding} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Standing({ finding }: { finding: Finding }) {
  const { label, meaning } = FINDING_WORDS[finding.class];
  return (
    <>
      <h3 className="flex flex-wrap items-center gap-x-2">
        <span className={clsx("flex items-center gap-1.5 font-semibold", finding.severity === "error" && "text-accent")} title={meaning}>
          <FindingGlyph of={finding.class} />
          {label}
        </span>
        <span className="text-xs text-ink-3">{SEVERITY_WORDS[finding.severity]}</span>
        <span className="text-xs text-ink-3 tabular-nums">n = {finding.evidence["n"] ?? "0"}</span>
        <Link href={findingDocsPath(finding.class)} className="text-link ms-auto text-xs text-ink-2" aria-label={`What ${label.toLowerCase()} means and how to fix it`}>
          how to fix it
        </Link>
      </h3>
      <p className="mt-0.5 [overflow-wrap:anywhere]">{finding.message}</p>
    </>
  );
}
