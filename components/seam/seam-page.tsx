import type { ReactNode } from "react";
import type { SeamDetail } from "@/lib/model/seam.ts";
import { withParams } from "@/lib/text/paths.ts";
import { FailureGroups } from "./failure-groups.tsx";
import { LatencySplit } from "./latency-split.tsx";
import { StandingFindings } from "./standing-findings.tsx";
import { TrendPanel } from "./trend-panel.tsx";
import { VerdictCounts } from "./verdict-counts.tsx";
import { VersionMatrix } from "./version-matrix.tsx";

interface SeamPageProps {
  seam: SeamDetail;
  path: string;
  search: string;
  nowMs: number;
  /** What governs it, at the top of the narrow column. */
  aside: ReactNode;
  /** The seam's handoffs, over the whole width. */
  children: ReactNode;
}

/** What goes wrong on a seam, when, where its time goes and between which versions. */
export function SeamPage({ seam, path, search, nowMs, aside, children }: SeamPageProps) {
  return (
    <>
      <div className="grid items-start gap-x-4 xl:grid-cols-[minmax(0,1fr)_26rem]">
        <div className="min-w-0">
          <FailureGroups groups={seam.groups} nowMs={nowMs} listHref={(of) => `${withParams(path, search, { class: of, cursor: undefined })}#handoffs`} />
          <StandingFindings findings={seam.standing} />
          <TrendPanel trend={seam.trend} />
        </div>
        <div className="min-w-0">
          {aside}
          <VerdictCounts counts={seam.byVerdict} all={seam.handoffs} />
          <LatencySplit parts={seam.latency} />
          <VersionMatrix pairs={seam.versions} source={seam.source} target={seam.target} />
        </div>
      </div>
      {children}
    </>
  );
}
