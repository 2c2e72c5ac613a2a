import type { ReactNode } from "react";
import type { Changes } from "@/lib/model/change.ts";
import type { SeamDetail } from "@/lib/model/seam.ts";
import { withParams } from "@/lib/text/paths.ts";
import { FailingFields } from "./failing-fields.tsx";
import { FailureGroups } from "./failure-groups.tsx";
import { LatencySplit } from "./latency-split.tsx";
import { StandingFindings } from "./standing-findings.tsx";
import { TrendPanel } from "./trend-panel.tsx";
import { VerdictCounts } from "./verdict-counts.tsx";
import { versionsText } from "./list-chips.tsx";
import { type ChosenPair, type DeclaredRange, VersionMatrix } from "./version-matrix.tsx";

interface SeamPageProps {
  seam: SeamDetail;
  changes: Changes;
  /** Times in which an alert on it fired. */
  firings: readonly { id: string; openedAt: string; resolvedAt: string | null }[];
  declared: DeclaredRange | undefined;
  /** The contract version in force, as `name@version`. */
  inForce: string | undefined;
  /** The versions whose handoffs are listed. */
  versions: ChosenPair | undefined;
  path: string;
  search: string;
  nowMs: number;
  /** What sets the failed handoffs apart. */
  explanation: ReactNode;
  /** Latency over time, and what sets a selection of it apart. */
  latency: ReactNode;
  /** Who answers for it and what governs it, at the top of the narrow column. */
  aside: ReactNode;
  /** The seam's handoffs, over the whole width. */
  children: ReactNode;
}

/** What goes wrong on a seam, why, when, where its time goes, between which versions, and who answers for it. */
export function SeamPage({ seam, changes, firings, declared, inForce, versions, path, search, nowMs, explanation, latency, aside, children }: SeamPageProps) {
  const listHref = (choice: Record<string, string | undefined>) => `${withParams(path, search, { ...choice, cursor: undefined })}#handoffs`;
  return (
    <>
      <div className="grid grid-cols-1 items-start gap-x-4 xl:grid-cols-[minmax(0,1fr)_26rem]">
        <div className="min-w-0">
          <FailureGroups groups={seam.groups} grouped={seam.grouped} failed={seam.failed} nowMs={nowMs} listHref={(of) => listHref({ class: of })} />
          {explanation}
          <TrendPanel trend={seam.trend} changes={changes} firings={firings} path={path} search={search} />
          {latency}
          <FailingFields groups={seam.groups} nowMs={nowMs} listHref={(pointer) => listHref({ pointer })} />
          <StandingFindings findings={seam.standing} />
        </div>
        <div className="min-w-0">
          {aside}
          <VerdictCounts counts={seam.byVerdict} all={seam.handoffs} />
          <LatencySplit parts={seam.latency} />
          <VersionMatrix pairs={seam.versions} source={seam.source} target={seam.target} verified={seam.verified} declared={declared} inForce={inForce} chosen={versions} listHref={(pair) => listHref({ versions: pair === undefined ? undefined : versionsText(pair) })} nowMs={nowMs} />
        </div>
      </div>
      {children}
    </>
  );
}
