import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { WorkflowTimeline } from "@/lib/model/workflow.ts";
import { searchTraces } from "@/lib/seams/search-traces.ts";
import { viewWorkflow } from "@/lib/seams/workflow/view-workflow.ts";
import { readToldSpans } from "../traces/read-told-spans.ts";
import type { WorkflowEvidence } from "./get-workflow.ts";

/** As many spans as one timeline is drawn from; the rest is told by its count. */
const SPANS_MAX = 50_000;

/** All traces of a workflow on one clock. */
export async function readWorkflowTimeline(db: Database, project: string, { workflow, handoffs }: WorkflowEvidence): Promise<WorkflowTimeline> {
  const { spans } = await readToldSpans(db, { project, traceIds: workflow.traces.map((trace) => trace.traceId), limit: SPANS_MAX });
  const search = searchTraces(spans, 0);
  const traces = workflow.traces.flatMap((trace) => search.traceOf(trace.traceId) ?? []);
  const view = viewWorkflow(traces, handoffs, new Set(workflow.traces.filter((trace) => trace.shared).map((trace) => trace.traceId)));
  return { ...view, spansInAll: workflow.traces.reduce((sum, trace) => sum + trace.spans, 0) };
}
