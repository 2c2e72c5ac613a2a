import type { Metadata } from "next";
import { Live } from "@/components/shell/live/live.tsx";
import { PageHead } from "@/components/shell/page-head.tsx";
import { TimeRangePicker } from "@/components/shell/time-range-picker.tsx";
import { PageLinks } from "@/components/ui/page-links.tsx";
import { WorkflowFilters, WorkflowList } from "@/components/workflow/workflow-list.tsx";
import { TraceViews } from "@/components/trace/trace-views.tsx";
import { PROJECT } from "@/lib/model/project.ts";
import { listWorkflows } from "@/lib/queries/workflows/list-workflows.ts";
import { countOf } from "@/lib/text/count.ts";
import { database } from "../database.ts";
import { rangeOf, readParams, searchOf, type RawParams } from "../url-params.ts";
import { WorkflowsParams } from "./search-params.ts";

export const metadata: Metadata = { title: "Workflows" };

const WORKFLOWS_A_PAGE = 50;

export default async function WorkflowsPage({ searchParams }: { searchParams: Promise<RawParams> }) {
  const raw = await searchParams;
  const params = readParams(WorkflowsParams, raw);
  const now = new Date();
  const range = rangeOf(params, undefined, now);
  const { q, failed, cursor } = params;
  const { workflows, next } = await listWorkflows(await database(), { project: PROJECT, q, failed, cursor, from: range.from, to: range.to, limit: WORKFLOWS_A_PAGE });
  const address = { path: "/workflows", search: searchOf(raw) };
  return (
    <>
      <PageHead title="Workflows">
        <TraceViews here="/workflows" search={address.search} />
        <Live renderedAtMs={now.getTime()} />
        <TimeRangePicker range={range} {...address} />
      </PageHead>
      <div className="panel">
        <WorkflowFilters params={params} {...address} />
        <WorkflowList workflows={workflows} nowMs={now.getTime()} {...address} />
        <PageLinks next={next} shown={countOf(workflows.length, "workflow")} what="workflows" {...address} />
      </div>
    </>
  );
}
