import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache, Suspense } from "react";
import { HandoffTable } from "@/components/handoff/handoff-table.tsx";
import { packSpans } from "@/components/trace/pack-spans.ts";
import { TimelineSection, TimelinePlaceholder } from "@/components/timeline/timeline-section.tsx";
import { TraceHandoffs } from "@/components/trace/trace-handoffs.tsx";
import { TraceHead } from "@/components/trace/trace-head.tsx";
import { Waterfall } from "@/components/trace/waterfall.tsx";
import { HandoffsWithOrigins } from "@/components/workflow/handoffs-with-origins.tsx";
import { TraceWorkflow } from "@/components/workflow/trace-workflow.tsx";
import { PROJECT } from "@/lib/model/project.ts";
import { getTraceTimeline } from "@/lib/queries/timeline/get-trace-timeline.ts";
import { getTrace } from "@/lib/queries/traces/get-trace.ts";
import { getWorkflow } from "@/lib/queries/workflows/get-workflow.ts";
import { idFromPath } from "@/lib/text/paths.ts";
import { database } from "../../database.ts";

interface Props {
  params: Promise<{ id: string }>;
}

const readTrace = cache(async (traceId: string) => getTrace(await database(), { project: PROJECT, traceId }));

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const trace = await readTrace(idFromPath((await params).id).toLowerCase());
  return { title: trace === undefined ? "No such trace" : trace.name };
}

export default async function TracePage({ params }: Props) {
  const trace = await readTrace(idFromPath((await params).id).toLowerCase());
  if (trace === undefined) notFound();
  const nowMs = Date.now();
  const { traceId, handoffList, spanList, durationMs, spans } = trace;
  const workflow = getWorkflow(await database(), { project: PROJECT, key: traceId });
  const failedHandoffs = handoffList.filter((handoff) => handoff.failed).map((handoff) => handoff.id);
  return (
    <>
      <TraceHead trace={trace} nowMs={nowMs}>
        <Suspense>
          <TraceWorkflow workflow={workflow} />
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
      <Waterfall traceId={traceId} spans={packSpans(spanList)} durationNs={Math.max(1, durationMs * 1e6)} spansInAll={spans} failedHandoffs={failedHandoffs} />
    </>
  );
}
