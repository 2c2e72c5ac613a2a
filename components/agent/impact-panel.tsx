import Link from "next/link";
import type { ReactNode } from "react";
import type { Impact } from "@/lib/model/agent.ts";
import { countOf, formatCount } from "@/lib/text/count.ts";
import { agentPath, seamPath } from "@/lib/text/paths.ts";
import { Section } from "../ui/section.tsx";
import { OwnerCell } from "./owner-cell.tsx";

const DOWNSTREAM_SHOWN = 30;

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
  return (
    <Section title={`If ${what} changed`} id="impact" aside={window}>
      <div className="px-4 pb-3">
        {children}
        <p className="mb-2 [overflow-wrap:anywhere]">
          {countOf(seams.length, "seam")} with {countOf(handoffs, "handoff")} in {countOf(workflows, "workflow")} would feel it.{" "}
          {teams.length === 0 ? "No team is named on them." : `To tell: ${teams.join(", ")}.`} {unowned === 0 ? "" : `${countOf(unowned, "seam")} without an owner.`}
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
          {seams.map((seam) => (
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
      </div>
    </Section>
  );
}
