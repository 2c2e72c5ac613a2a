import type { Metadata } from "next";
import { cache, Suspense } from "react";
import { HandoffTable } from "@/components/handoff/handoff-table.tsx";
import { TimelineSection, TimelinePlaceholder } from "@/components/timeline/timeline-section.tsx";
import { JoinList } from "@/components/workflow/join-list.tsx";
import { OriginPanel } from "@/components/workflow/origin-panel.tsx";
import { WorkflowHandoffs } from "@/components/workflow/workflow-handoffs.tsx";
import { WorkflowHead } from "@/components/workflow/workflow-head.tsx";
import { WorkflowTraces } from "@/components/workflow/workflow-traces.tsx";
import { PROJECT } from "@/lib/model/project.ts";
import { drawWorkflow } from "@/lib/queries/timeline/get-workflow-timeline.ts";
import { readWorkflow } from "@/lib/queries/workflows/get-workflow.ts";
import { workflowSentence } from "@/lib/text/evidence-trace.ts";
import { idFromPath } from "@/lib/text/paths.ts";
import { inheritedFrom } from "@/lib/text/origin-words.ts";
import { cardMetadata } from "../../cards/card-metadata.ts";
import { database } from "../../database.ts";
import { goneOrNotFound } from "../../gone-or-not-found.ts";
import { CitedByPart } from "../../tickets/cited-by-part.tsx";

interface Props {
  params: Promise<{ key: string }>;
}

const read = cache(async (key: string) => readWorkflow(await database(), { project: PROJECT, key }));

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const key = idFromPath((await params).key);
  const workflow = (await read(key))?.workflow;
  if (workflow === undefined) return { title: "No such workflow" };
  const description = workflowSentence({ ...workflow, id: key, traces: workflow.tracesInAll });
  return cardMetadata({ kind: "workflow", id: key, title: `Workflow ${key.slice(0, 100)}`, description });
}

export default async function WorkflowPage({ params }: Props) {
  const evidence = await read(idFromPath((await params).key));
  if (evidence === undefined) return goneOrNotFound("workflow", idFromPath((await params).key));
  const { workflow } = evidence;
  const nowMs = Date.now();
  const timeline = drawWorkflow(await database(), PROJECT, evidence);
  return (
    <>
      <WorkflowHead workflow={workflow} nowMs={nowMs} cited={<Suspense><CitedByPart kind="workflow" id={workflow.key} /></Suspense>} />
      <Suspense fallback={<TimelinePlaceholder lanes={workflow.agents.length} />}>
        <TimelineSection model={timeline} address={`/api/v1/workflows/${encodeURIComponent(workflow.key)}/timeline`} />
      </Suspense>
      <div className="grid items-start gap-x-4 xl:grid-cols-[minmax(0,1fr)_30rem]">
        <OriginPanel workflow={workflow} />
        <div className="min-w-0">
          <JoinList workflow={workflow} />
        </div>
      </div>
      <WorkflowHandoffs shown={workflow.handoffs.length} inAll={workflow.handoffsInAll}>
        <HandoffTable handoffs={workflow.handoffs} nowMs={nowMs} withEnds inherited={inheritedFrom(workflow.origins.list)} />
      </WorkflowHandoffs>
      <WorkflowTraces workflow={workflow} />
    </>
  );
}
