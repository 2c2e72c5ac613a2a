import Link from "next/link";
import type { ReactNode } from "react";
import type { Impact } from "@/lib/model/agent.ts";
import { countOf, formatCount } from "@/lib/text/count.ts";
import { agentPath, contractPath, seamPath } from "@/lib/text/paths.ts";
import { CopyButton } from "../ui/copy-button.tsx";
import { Section } from "../ui/section.tsx";
import { OwnerCell } from "./owner-cell.tsx";

const DOWNSTREAM_SHOWN = 30;
const SEAMS_SHOWN = 100;
const NOTICE_SEAMS = 20;

interface ImpactPanelProps {
  impact: Impact;
  /** Of which traffic it is told. */
  window: string;
  /** What chooses another subject. */
  children?: ReactNode;
}

/** Who would feel a change: teams to tell, seams by volume, agents further down. */
export function ImpactPanel({ impact, window, children }: ImpactPanelProps) {
  const { subject, seams, handoffs, workflows, teams, unowned, downstream } = impact;
  const what = subject.kind === "field" ? `${subject.pointer} of contract ${subject.name}` : `${subject.kind} ${subject.name}`;
  const facts = [["seams", seams.length], ["handoffs", handoffs], ["workflows", workflows], ["teams to tell", teams.length], ["agents further down", downstream.length]] as const;
  return (
    <Section title={`If ${what} changed`} id="impact" aside={window}>
      <div className="px-4 pb-3">
        {children}
        <dl className="mb-2 flex flex-wrap gap-x-8 gap-y-1">
          {facts.map(([label, value]) => (
            <div key={label}>
              <dd className="text-lg font-semibold tabular-nums">{formatCount(value)}</dd>
              <dt className="text-xs text-ink-2">{label}</dt>
            </div>
          ))}
        </dl>
        <p className="mb-2 [overflow-wrap:anywhere]">
          Changing {what} touches {countOf(seams.length, "seam")}, {countOf(handoffs, "handoff")} and {countOf(workflows, "workflow")}.{" "}
          {teams.length === 0 ? "No team is named on them." : `To tell: ${teams.join(", ")}.`} {unowned === 0 ? "" : `${countOf(unowned, "seam")} without an owner.`}
        </p>
        <p className="mb-2">
          <CopyButton text={noticeOf(impact, what)} link={subject.kind === "agent" ? agentPath(subject.name) : contractPath(subject.name)} label="Copy a notice for the teams" words="Copy a notice for the teams" />
        </p>
        {downstream.length === 0 ? null : (
          <p className="mb-2 flex flex-wrap gap-x-3 text-ink-2">
            Further down:
            {downstream.slice(0, DOWNSTREAM_SHOWN).map((agent) => (
              <Link key={agent} href={agentPath(agent)} prefetch={false} className="max-w-64 truncate hover:underline" title={agent}>
                {agent}
              </Link>
            ))}
            {downstream.length > DOWNSTREAM_SHOWN ? <span>and {downstream.length - DOWNSTREAM_SHOWN} more</span> : null}
          </p>
        )}
        <ul>
          {seams.slice(0, SEAMS_SHOWN).map((seam) => (
            <li key={seam.id} className="flex flex-wrap items-center gap-x-4 border-t border-line py-1.5">
              <Link href={seamPath(seam.id)} prefetch={false} className="min-w-0 font-medium [overflow-wrap:anywhere] hover:underline">
                {seam.source} → {seam.target}
              </Link>
              <span className="text-xs text-ink-3 [overflow-wrap:anywhere]">{seam.contract}</span>
              <span className="tabular-nums">
                {countOf(seam.handoffs, "handoff")}, {countOf(seam.workflows, "workflow")}
              </span>
              {seam.carrying === null ? null : (
                <span>
                  {formatCount(seam.carrying.carrying)} of {formatCount(seam.carrying.sampled)} payloads carry it
                </span>
              )}
              <span className="ml-auto w-48 text-end text-xs">
                <OwnerCell owner={seam.owner} />
              </span>
            </li>
          ))}
        </ul>
        {seams.length > SEAMS_SHOWN ? (
          <p className="border-t border-line pt-1.5 text-xs text-ink-3">
            {SEAMS_SHOWN} of {countOf(seams.length, "seam")}, the busiest first
          </p>
        ) : null}
      </div>
    </Section>
  );
}

/** What the teams are told, with figures they can check. */
function noticeOf({ seams, handoffs, workflows, teams, downstream }: Impact, what: string): string {
  const lines = seams.slice(0, NOTICE_SEAMS).map((seam) => `- ${seam.source} → ${seam.target}${seam.contract === "" ? "" : ` (${seam.contract})`}: ${countOf(seam.handoffs, "handoff")}, ${seam.owner === null ? "nobody is named" : seam.owner.team}`);
  const more = seams.length > NOTICE_SEAMS ? [`- and ${countOf(seams.length - NOTICE_SEAMS, "seam")} more`] : [];
  const further = downstream.length === 0 ? [] : [`Further down: ${downstream.slice(0, DOWNSTREAM_SHOWN).join(", ")}`];
  return [`We are going to change ${what}. It touches ${countOf(seams.length, "seam")}, ${countOf(handoffs, "handoff")} and ${countOf(workflows, "workflow")}.`, teams.length === 0 ? "No team is named on them." : `Teams: ${teams.join(", ")}.`, ...lines, ...more, ...further].join("\n");
}
