import type { FindingDifference, RunComparison } from "@/lib/model/run-comparison.ts";
import { countOf, formatCount } from "@/lib/text/count.ts";
import { FINDING_WORDS } from "@/lib/text/finding-words.ts";
import { FindingGlyph } from "../handoff/glyph.tsx";
import { Section } from "../ui/section.tsx";
import { TableHead } from "../ui/table-head.tsx";

const TITLES = ["Change", "Finding", "Seam", "In A", "In B"] as const;
const NUMBERS = new Set<string>(["In A", "In B"]);

/** Findings that are new in B, gone, more or fewer; how many are alike is counted. */
export function ComparedFindings({ comparison: { findings, findingsAlike } }: { comparison: RunComparison }) {
  const number = "border-b border-line px-3 text-end tabular-nums";
  return (
    <Section title="Findings" aside={`${formatCount(findings.length)} of ${countOf(findings.length + findingsAlike, "finding")} not found equally often`}>
      {findings.length === 0 ? (
        <p className="px-4 pb-4 text-ink-2">{findingsAlike === 0 ? "Neither run has a finding." : "Both runs have the same findings."}</p>
      ) : (
        <div className="overflow-x-auto" role="region" aria-label="Findings that differ" tabIndex={0}>
          <table className="w-full min-w-xl">
            <TableHead titles={TITLES} numbers={NUMBERS} />
            <tbody>
              {findings.map((finding) => (
                <tr key={`${finding.class} ${finding.source} ${finding.target} ${finding.pointer}`}>
                  <td className="border-b border-line py-(--cell-y) pr-3 pl-4 font-medium whitespace-nowrap">{becameOf(finding)}</td>
                  <td className="border-b border-line px-3">
                    <span className="inline-flex items-center gap-1.5">
                      <FindingGlyph of={finding.class} /> {FINDING_WORDS[finding.class].label}
                    </span>
                    {finding.pointer === "" ? null : <code className="ml-2 font-mono text-xs text-ink-2 [overflow-wrap:anywhere]">{finding.pointer}</code>}
                  </td>
                  <td className="border-b border-line px-3 [overflow-wrap:anywhere]">
                    {finding.source} → {finding.target}
                  </td>
                  <td className={number}>{formatCount(finding.a)}</td>
                  <td className={`${number} pr-4`}>{formatCount(finding.b)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Section>
  );
}

function becameOf({ a, b }: FindingDifference): string {
  if (a === 0) return "+ new in B";
  if (b === 0) return "− gone in B";
  return b > a ? "≠ more in B" : "≠ fewer in B";
}
