import { clsx } from "clsx";
import Link from "next/link";
import type { Finding } from "@/lib/model/handoff.ts";
import { countOf } from "@/lib/text/count.ts";
import { evidenceWords } from "@/lib/text/evidence-words.ts";
import { FINDING_WORDS, SEVERITY_WORDS, SIDE_WORDS } from "@/lib/text/finding-words.ts";
import type { Origin } from "@/lib/model/origin.ts";
import { originOfFinding } from "@/lib/text/inherited-findings.ts";
import { findingDocsPath, handoffPath } from "@/lib/text/paths.ts";
import { Section } from "../ui/section.tsx";
import { InheritedMark } from "../workflow/inherited-mark.tsx";
import { FindingGlyph } from "./glyph.tsx";

const ORDER = { error: 0, warning: 1, info: 2 } as const;

/** Every failed check with its evidence, gravest first; those that began at an earlier handoff say so. */
export function Findings({ findings, inherited = [] }: { findings: readonly Finding[]; inherited?: readonly Origin[] }) {
  const ordered = findings.map((finding, number) => ({ finding, number })).toSorted((a, b) => ORDER[a.finding.severity] - ORDER[b.finding.severity]);
  return (
    <Section title="Findings" aside={findings.length === 0 ? null : countOf(findings.length, "finding")}>
      {findings.length === 0 ? <p className="px-4 pb-4 text-ink-2">Every check that the evidence allows was passed.</p> : null}
      <ul>
        {ordered.map(({ finding, number }) => (
          <li key={number} id={`finding-${number}`} className={clsx("scroll-mt-16 border-t border-line px-4 py-3 target:bg-sunk", finding.severity === "error" && "border-l-4 border-l-accent pl-3")}>
            <FindingCard finding={finding} origin={originOfFinding(finding, inherited)} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function FindingCard({ finding, origin }: { finding: Finding; origin: Origin | undefined }) {
  const words = FINDING_WORDS[finding.class];
  const evidence = Object.entries(finding.evidence).map(([name, value]) => evidenceWords(name, value));
  return (
    <>
      <h3 className={clsx("flex flex-wrap items-center gap-x-2 font-semibold", finding.severity === "error" && "text-accent")}>
        <FindingGlyph of={finding.class} />
        {words.label}
        <span className="text-xs font-normal text-ink-3">
          {SEVERITY_WORDS[finding.severity]}, at fault: {SIDE_WORDS[finding.side].toLowerCase()}
        </span>
        {origin === undefined ? null : (
          <Link href={handoffPath(origin.handoffId)} prefetch={false}>
            <InheritedMark from={origin.handoffId} />
          </Link>
        )}
      </h3>
      <p className="mt-1 [overflow-wrap:anywhere]">{finding.message}</p>
      {finding.pointer === "" ? null : (
        <p className="mt-1">
          at{" "}
          <a href={`#${encodeURI(finding.pointer)}`} className="text-link rounded bg-sunk px-1 font-mono text-xs [overflow-wrap:anywhere]" title="Show it in the comparison">
            {finding.pointer}
          </a>
        </p>
      )}
      {evidence.length === 0 ? null : (
        <dl className="mt-1.5 grid grid-cols-[max-content_minmax(0,1fr)] gap-x-3 text-xs">
          {evidence.map(({ name, value }) => (
            <div key={name} className="contents">
              <dt className="text-ink-3">{name}</dt>
              <dd className="font-mono [overflow-wrap:anywhere]">{value}</dd>
            </div>
          ))}
        </dl>
      )}
      <p className="mt-1.5 text-xs">
        <span className="text-ink-2">{words.meaning} </span>
        <Link href={findingDocsPath(finding.class)} className="text-link text-ink-2">
          What {words.label.toLowerCase()} means and how to fix it
        </Link>
      </p>
    </>
  );
}
