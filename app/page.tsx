import { Suspense } from "react";
import { ChangePanel, ChangePanelPlaceholder } from "@/components/home/change-panel.tsx";
import { type HomeSeam, toHomeSeams, withoutTraffic } from "@/components/home/home-seam.ts";
import { Live } from "@/components/shell/live/live.tsx";
import { EmptyWindow } from "@/components/shell/empty-window.tsx";
import { FirstRun } from "@/components/shell/first-run.tsx";
import { PageHead } from "@/components/shell/page-head.tsx";
import { TimeRangePicker } from "@/components/shell/time-range-picker.tsx";
import { Headline } from "@/components/seam/headline.tsx";
import { SeamExplorer } from "@/components/seam/seam-explorer.tsx";
import { readConfig } from "@/lib/config/env.ts";
import type { Changes } from "@/lib/model/change.ts";
import type { Comparison } from "@/lib/model/comparison.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { readFiringCounts } from "@/lib/queries/alerts/read-firing-counts.ts";
import { compareWindows } from "@/lib/queries/seams/compare-windows.ts";
import { listSeams } from "@/lib/queries/seams/list-seams.ts";
import { readChanges } from "@/lib/queries/seams/read-changes.ts";
import { readScorecards } from "@/lib/queries/seams/read-scorecards.ts";
import { readTrafficExtent } from "@/lib/queries/seams/read-traffic-extent.ts";
import { readUnseenSeams } from "@/lib/queries/seams/read-unseen-seams.ts";
import { listTraces } from "@/lib/queries/traces/list-traces.ts";
import { databaseOfPage } from "./database.ts";
import { RangeParams, rangeOf, readParams, searchOf, type RawParams } from "./url-params.ts";

export default async function HomePage({ searchParams }: { searchParams: Promise<RawParams> }) {
  const raw = await searchParams;
  const db = await databaseOfPage();
  const now = new Date();
  const extent = await readTrafficExtent(db, PROJECT);
  if (extent === undefined) {
    const { traces } = await listTraces(db, { project: PROJECT, limit: 1 });
    return <FirstRun otlpPort={readConfig().SEAMSCOPE_OTLP_HTTP_PORT} tracesCame={traces.length > 0} nowMs={now.getTime()} />;
  }
  const range = rangeOf(readParams(RangeParams, raw), extent, now);
  const window = { project: PROJECT, from: range.from, to: range.to };
  const search = searchOf(raw);
  const [seen, unseen] = await Promise.all([listSeams(db, window), readUnseenSeams(db, { project: PROJECT, now })]);
  const summaries = seen.length === 0 ? [] : [...seen, ...withoutTraffic(unseen, seen)];
  const [scorecards, firing] = await Promise.all([readScorecards(db, { project: PROJECT, seams: summaries, now }), readFiringCounts(db, { project: PROJECT })]);
  const seams = toHomeSeams(summaries, scorecards, new Map(firing.map((one) => [one.seamId, one.firing])));
  return (
    <>
      <PageHead title="Seams">
        <Live renderedAtMs={now.getTime()} />
        <TimeRangePicker range={range} path="/" search={search} />
      </PageHead>
      {seams.length === 0 ? (
        <EmptyWindow what="handoffs" range={range} newest={extent.to} oldest={extent.from} path="/" search={search} now={now} />
      ) : (
        <Overview seams={seams} comparison={compareWindows(db, window)} changes={readChanges(db, window)} search={search} nowMs={now.getTime()} />
      )}
    </>
  );
}

interface OverviewProps {
  seams: HomeSeam[];
  comparison: Promise<Comparison>;
  changes: Promise<Changes>;
  search: string;
  nowMs: number;
}

/** The numbers of the window are of seams with traffic; graph and table have those that were never seen as well. The window before is another question of the same size: what does not need it does not wait for it. */
function Overview({ seams, comparison, changes, search, nowMs }: OverviewProps) {
  const seen = seams.filter((seam) => !seam.unseen);
  return (
    <>
      <Suspense fallback={<Headline seams={seen} before={undefined} />}>
        <ComparedHeadline seams={seen} comparison={comparison} />
      </Suspense>
      <Suspense fallback={<ChangePanelPlaceholder />}>
        <Changed seams={seen} comparison={comparison} changes={changes} search={search} />
      </Suspense>
      <SeamExplorer seams={seams} nowMs={nowMs} />
    </>
  );
}

async function ComparedHeadline({ seams, comparison }: Pick<OverviewProps, "seams" | "comparison">) {
  return <Headline seams={seams} before={(await comparison).before} />;
}

async function Changed({ seams, comparison, changes, search }: Omit<OverviewProps, "nowMs">) {
  return <ChangePanel seams={seams} comparison={await comparison} changes={await changes} search={search} />;
}
