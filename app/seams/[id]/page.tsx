import { notFound } from "next/navigation";
import { HandoffPanel } from "@/components/handoff/handoff-panel.tsx";
import { SeamHead } from "@/components/seam/seam-head.tsx";
import { FailureGroups } from "@/components/seam/failure-groups.tsx";
import { LatencySplit } from "@/components/seam/latency-split.tsx";
import { TrendPanel } from "@/components/seam/trend-panel.tsx";
import { VerdictCounts } from "@/components/seam/verdict-counts.tsx";
import { VersionMatrix } from "@/components/seam/version-matrix.tsx";
import { WidenedNotice } from "@/components/seam/widened-notice.tsx";
import { AutoRefresh } from "@/components/shell/auto-refresh.tsx";
import { TimeRangePicker } from "@/components/shell/time-range-picker.tsx";
import { idFromPath, seamPath, withParams } from "@/lib/text/paths.ts";
import { database } from "../../database.ts";
import { readParams, searchOf, type RawParams } from "../../url-params.ts";
import { readSeamPage } from "./read-seam-page.ts";
import { SeamParams } from "./search-params.ts";

export default async function SeamPage({ params, searchParams }: { params: Promise<{ id: string }>; searchParams: Promise<RawParams> }) {
  const id = idFromPath((await params).id);
  const raw = await searchParams;
  const filter = readParams(SeamParams, raw);
  const now = new Date();
  const page = await readSeamPage(await database(), id, filter, now);
  if (page === undefined) notFound();
  const { seam, range, widened, handoffs, next } = page;
  const address = { path: seamPath(id), search: searchOf(raw) };
  return (
    <>
      <SeamHead seam={seam}>
        <AutoRefresh everyMs={5000} renderedAtMs={now.getTime()} />
        <TimeRangePicker range={range} {...address} />
      </SeamHead>
      <WidenedNotice widened={widened} lastSeenAt={seam.lastSeenAt} nowMs={now.getTime()} />
      <div className="grid items-start gap-x-4 xl:grid-cols-[minmax(0,1fr)_26rem]">
        <div className="min-w-0">
          <FailureGroups groups={seam.groups} nowMs={now.getTime()} listHref={(of) => withParams(address.path, address.search, { class: of, cursor: undefined })} />
          <TrendPanel trend={seam.trend} />
        </div>
        <div className="min-w-0">
          <VerdictCounts counts={seam.byVerdict} all={seam.handoffs} />
          <LatencySplit parts={seam.latency} />
          <VersionMatrix pairs={seam.versions} source={seam.source} target={seam.target} />
        </div>
      </div>
      <HandoffPanel handoffs={handoffs} next={next} filter={filter} nowMs={now.getTime()} {...address} />
    </>
  );
}
