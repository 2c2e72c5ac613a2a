import type { Metadata } from "next";
import { cache, Suspense } from "react";
import { HandoffTable } from "@/components/handoff/handoff-table.tsx";
import { TimelineSection, TimelinePlaceholder } from "@/components/timeline/timeline-section.tsx";
import { TraceHandoffs } from "@/components/trace/trace-handoffs.tsx";
import { TraceHead } from "@/components/trace/trace-head.tsx";
import { Waterfall } from "@/components/trace/waterfall.tsx";
import { HandoffsWithOrigins } from "@/components/workflow/handoffs-with-origins.tsx";
import { RunLinks } from "@/components/workflow/run-links.tsx";
import { TraceWorkflow } from "@/components/workflow/trace-workflow.tsx";
import { PROJECT } from "@/lib/model/project.ts";
import { getTraceTimeline } from "@/lib/queries/timeline/get-trace-timeline.ts";
import { readOutline } from "@/lib/queries/traces/read-outline.ts";
import { cutWindow } from "@/lib/queries/traces/read-span-window.ts";
import { getWorkflow } from "@/lib/queries/workflows/get-workflow.ts";
import { traceSentence } from "@/lib/text/evidence-trace.ts";
import { idFromPath } from "@/lib/text/paths.ts";
import { readZoom } from "@/lib/text/span-view.ts";
import { cardMetadata } from "../../cards/card-metadata.ts";
import { database } from "../../database.ts";
import { goneOrNotFound } from "../../gone-or-not-found.ts";
import { PinnedPart } from "../../pins/pinned-part.tsx";
import { CitedByPart } from "../../tickets/cited-by-part.tsx";
import { type RawParams, readParams } from "../../url-params.ts";
import { WaterfallParams } from "../search-params.ts";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<RawParams>;
}

/** Rows of the waterfall that come with the page; the browser reads the others when they are scrolled to. */
const FIRST_ROWS = 100;

const readTrace = cache(async (traceId: string) => readOutline(await database(), { project: PROJECT, traceId }));

export async function generateMetadata({ params }: Pick<Props, "params">): Promise<Metadata> {
  const trace = await readTrace(idFromPath((await params).id).toLowerCase());
  if (trace === undefined) return { title: "No such trace" };
  const { view } = trace;
  return cardMetadata({ kind: "trace", id: view.traceId, title: view.name, description: traceSentence({ trace: view }) });
}

export default async function TracePage({ params, searchParams }: Props) {
  const read = await readTrace(idFromPath((await params).id).toLowerCase());
  if (read === undefined) return goneOrNotFound("trace", idFromPath((await params).id).toLowerCase());
  const nowMs = Date.now();
  const { view: trace, map } = read;
  const { traceId, handoffList } = trace;
  const { span, zoom, only } = readParams(WaterfallParams, await searchParams);
  const first = cutWindow(read, {
    from: 0, count: FIRST_ROWS, target: { spanId: span, find: undefined },
    view: { collapsed: [], expanded: [], zoom: readZoom(zoom, map.durationNs), onlyFailures: only === "failures" },
  });
  const workflow = getWorkflow(await database(), { project: PROJECT, key: traceId });
  return (
    <>
      <TraceHead trace={trace} nowMs={nowMs}>
        <Suspense>
          <TraceWorkflow workflow={workflow} />
        </Suspense>
        <RunLinks id={traceId} readable />
        <Suspense>
          <CitedByPart kind="trace" id={traceId} />
          <PinnedPart traceIds={[traceId]} />
        </Suspense>
      </TraceHead>
      <Suspense fallback={<TimelinePlaceholder lanes={trace.lanes.length} />}>
        <TimelineSection model={getTraceTimeline(await database(), { project: PROJECT, traceId })} address={`/api/v1/traces/${traceId}/timeline`} />
      </Suspense>
      <TraceHandoffs count={handoffList.length}>
        <Suspense fallback={<HandoffTable handoffs={handoffList} nowMs={nowMs} withEnds />}>
          <HandoffsWithOrigins handoffs={handoffList} nowMs={nowMs} workflow={workflow} />
        </Suspense>
      </TraceHandoffs>
      <Waterfall traceId={traceId} first={first} map={map} />
    </>
  );
}
