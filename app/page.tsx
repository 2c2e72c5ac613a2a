import { AutoRefresh } from "@/components/shell/auto-refresh.tsx";
import { EmptyWindow } from "@/components/shell/empty-window.tsx";
import { FirstRun } from "@/components/shell/first-run.tsx";
import { PageHead } from "@/components/shell/page-head.tsx";
import { TimeRangePicker } from "@/components/shell/time-range-picker.tsx";
import { Headline } from "@/components/seam/headline.tsx";
import { layoutGraph } from "@/components/seam/layout-graph.ts";
import { SeamExplorer } from "@/components/seam/seam-explorer.tsx";
import { readConfig } from "@/lib/config/env.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { listSeams } from "@/lib/queries/seams/list-seams.ts";
import { readTrafficExtent } from "@/lib/queries/seams/read-traffic-extent.ts";
import { listTraces } from "@/lib/queries/traces/list-traces.ts";
import { database } from "./database.ts";
import { HomeParams } from "./search-params.ts";
import { rangeOf, readParams, searchOf, type RawParams } from "./url-params.ts";

export default async function HomePage({ searchParams }: { searchParams: Promise<RawParams> }) {
  const raw = await searchParams;
  const db = await database();
  const now = new Date();
  const extent = await readTrafficExtent(db, PROJECT);
  if (extent === undefined) {
    const { traces } = await listTraces(db, { project: PROJECT, limit: 1 });
    return <FirstRun otlpPort={readConfig().SEAMSCOPE_OTLP_HTTP_PORT} tracesCame={traces.length > 0} nowMs={now.getTime()} />;
  }
  const params = readParams(HomeParams, raw);
  const range = rangeOf(params, extent, now);
  const seams = await listSeams(db, { project: PROJECT, from: range.from, to: range.to });
  return (
    <>
      <PageHead title="Seams">
        <AutoRefresh everyMs={5000} renderedAtMs={now.getTime()} />
        <TimeRangePicker range={range} path="/" search={searchOf(raw)} />
      </PageHead>
      {seams.length === 0 ? (
        <EmptyWindow what="handoffs" range={range} newest={extent.to} oldest={extent.from} path="/" search={searchOf(raw)} now={now} />
      ) : (
        <>
          <Headline seams={seams} />
          <SeamExplorer seams={seams} layout={layoutGraph(seams, params.agent)} nowMs={now.getTime()} />
        </>
      )}
    </>
  );
}
