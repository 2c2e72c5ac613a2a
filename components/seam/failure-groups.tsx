import { ChevronRight } from "lucide-react";
import Link from "next/link";
import type { FailureGroup, SeamDetail } from "@/lib/model/seam.ts";
import { countOf, formatCount, formatRate } from "@/lib/text/count.ts";
import { FINDING_WORDS, SEVERITY_WORDS, SIDE_WORDS } from "@/lib/text/finding-words.ts";
import { findingDocsPath, handoffPath } from "@/lib/text/paths.ts";
import { Sparkline } from "../chart/sparkline.tsx";
import { FindingGlyph } from "../handoff/glyph.tsx";
import { Instant } from "../ui/instant.tsx";
import { Section } from "../ui/section.tsx";
import { TimeAgo } from "../ui/time-ago.tsx";

interface FailureGroupsProps {
  groups: readonly FailureGroup[];
  /** Which part of the window they are of, and what a group is a share of. */
  grouped: SeamDetail["grouped"];
  /** Handoffs of the whole window that failed. */
  failed: number;
  nowMs: number;
  /** Address of the handoffs with a finding of this class. */
  listHref: (findingClass: FailureGroup["class"]) => string;
}

/** What goes wrong, alike failures as one row: twenty that vanished the same way are one thing to fix, twenty times. */
export function FailureGroups({ groups, grouped, failed, nowMs, listHref }: FailureGroupsProps) {
  return (
    <Section title="What goes wrong" aside={groups.length === 0 ? null : <Extent groups={groups} grouped={grouped} failed={failed} />}>
      {groups.length === 0 ? (
        <p className="px-4 pb-4 text-ink-2">No handoff in this window has a finding.</p>
      ) : (
        <ul>
          {groups.map((group) => (
            <li key={`${group.class} ${group.reason} ${group.pointer}`} className="border-t border-line">
              <Group group={group} failed={grouped.failed} nowMs={nowMs} listHref={listHref} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function Extent({ groups, grouped, failed }: Pick<FailureGroupsProps, "groups" | "grouped" | "failed">) {
  const kinds = `${countOf(groups.length, "kind")}, alike failures together`;
  if (grouped.isAll) return kinds;
  return (
    <>
      {kinds}: of the newest {formatCount(grouped.failed)} of {countOf(failed, "failed handoff")}, since <Instant at={grouped.from} precision="s" />
    </>
  );
}

function Group({ group, failed, nowMs, listHref }: { group: FailureGroup; failed: number; nowMs: number; listHref: FailureGroupsProps["listHref"] }) {
  const words = FINDING_WORDS[group.class];
  const error = group.severity === "error";
  return (
    <details className="group">
      <summary className="grid list-none grid-cols-[3.5rem_minmax(0,1fr)_auto_auto] items-start gap-x-3 px-4 py-2.5 hover:bg-sunk [&::-webkit-details-marker]:hidden">
        <span className={`text-end text-lg leading-5 font-semibold tabular-nums ${error ? "text-accent" : ""}`}>{formatCount(group.count)}×</span>
        <span className="min-w-0">
          <span className="flex flex-wrap items-center gap-x-2 font-medium">
            <FindingGlyph of={group.class} />
            {words.label}
            <span className="text-ink-2 [overflow-wrap:anywhere]">{group.reason}</span>
          </span>
          <span className="flex flex-wrap gap-x-3 text-xs text-ink-3">
            <span>{SEVERITY_WORDS[group.severity]}</span>
            {error && failed > 0 ? <span title={`of ${countOf(failed, "failed handoff")}; one may be in several groups`}>in {formatRate(Math.min(1, group.count / failed))} of failures</span> : null}
            <span>at fault: {SIDE_WORDS[group.side].toLowerCase()}</span>
            {group.pointer === "" ? null : <code className="font-mono">{group.pointer}</code>}
            <span>
              last <TimeAgo at={group.lastSeenAt} nowMs={nowMs} />
              {group.count > 1 ? (
                <>
                  , first <TimeAgo at={group.firstSeenAt} nowMs={nowMs} />
                </>
              ) : null}
            </span>
          </span>
        </span>
        <span className="hidden pt-0.5 sm:block">
          <Sparkline slices={group.slices.map((count) => ({ handoffs: count, failed: error ? count : 0 }))} label={`When: ${countOf(group.count, "handoff")} from the start of what is grouped to the end of the window`} />
        </span>
        <ChevronRight className="mt-0.5 size-4 text-ink-3 transition-transform group-open:rotate-90" aria-hidden="true" />
      </summary>
      <div className="px-4 pb-3 pl-[4.75rem]">
        <p className="mb-2 text-ink-2">
          {words.meaning}{" "}
          <Link href={findingDocsPath(group.class)} className="text-link">
            What it means and how to fix it
          </Link>
        </p>
        <Examples group={group} nowMs={nowMs} />
        {group.examples.length < group.count ? (
          <p className="mt-2 text-xs">
            The newest {formatCount(group.examples.length)} of {formatCount(group.count)} are shown.{" "}
            <Link href={listHref(group.class)} className="text-link">
              List every handoff with {words.label.toLowerCase()}
            </Link>
          </p>
        ) : null}
      </div>
    </details>
  );
}

function Examples({ group, nowMs }: { group: FailureGroup; nowMs: number }) {
  return (
    <div className="max-h-96 overflow-auto rounded border border-line" role="region" aria-label={`Examples of ${FINDING_WORDS[group.class].label} ${group.reason} ${group.pointer}`.trim()} tabIndex={0}>
      <table className="w-full">
        <thead className="sticky top-0 bg-surface">
          <tr>
            <th scope="col" className="column-head px-3 py-1.5">
              When
            </th>
            <th scope="col" className="column-head px-3">
              Handoff
            </th>
            <th scope="col" className="column-head px-3">
              Last proof of life
            </th>
          </tr>
        </thead>
        <tbody>
          {group.examples.map((example) => (
            <tr key={example.handoffId} className="border-t border-line align-top">
              <td className="px-3 py-1.5 text-ink-2">
                <TimeAgo at={example.at} nowMs={nowMs} />
              </td>
              <td className="px-3 py-1.5">
                <Link href={handoffPath(example.handoffId)} prefetch={false} className="text-link font-mono text-xs [overflow-wrap:anywhere]" title={example.message}>
                  {example.handoffId}
                </Link>
              </td>
              <td className="px-3 py-1.5 text-ink-2">{example.lastProofOfLife}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
