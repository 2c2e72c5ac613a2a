import type { Database } from "@/lib/clickhouse/open-database.ts";
import { groupBy } from "@/lib/model/group-by.ts";
import { HandoffSummary } from "@/lib/model/handoff.ts";
import type { Run } from "@/lib/seams/compare/compare-runs.ts";
import { runAgents } from "@/lib/seams/compare/run-agents.ts";
import { summariseTrace } from "@/lib/seams/summarise-trace.ts";
import { indexTrace, type TraceIndex } from "@/lib/seams/trace/index-trace.ts";
import { countSpans } from "../traces/count-spans.ts";
import { readToldSpans } from "../traces/read-told-spans.ts";
import { readTraceHandoffs } from "../traces/read-trace-handoffs.ts";
import { TraceId } from "../traces/trace-id.ts";
import { getWorkflow } from "../workflows/get-workflow.ts";

/** As much of a run as is looked through for agents, versions and models. */
const SPANS_MAX = 20_000;
const BYTES_MAX = 64 * 1024 * 1024;
/** Whoever means the workflow that a trace's id leads to, and not the trace, says so. */
const WORKFLOW = "workflow:";

/** A run by the id of a trace, or by the key of a workflow; `workflow:` before an id means its workflow. Undefined when there is none. */
export async function readRun(db: Database, { project, id }: { project: string; id: string }): Promise<Run | undefined> {
  const traceId = TraceId.safeParse(id.trim().toLowerCase());
  return (traceId.success ? await readTraceRun(db, project, traceId.data) : undefined) ?? readWorkflowRun(db, project, id.startsWith(WORKFLOW) ? id.slice(WORKFLOW.length) : id);
}

async function readTraceRun(db: Database, project: string, traceId: string): Promise<Run | undefined> {
  const [{ traces, leftOut }, rows] = await Promise.all([readTraces(db, project, [traceId]), readTraceHandoffs(db, { project, traceIds: [traceId] })]);
  const [trace] = traces;
  if (trace === undefined) return undefined;
  const handoffs = rows.flatMap(({ handoff }) => (handoff.candidate ? [] : [HandoffSummary.parse(handoff)]));
  const { name, startedAt, durationMs, spans, failed } = summariseTrace(trace, rows.map((row) => row.handoff));
  const [counted] = leftOut.length === 0 ? [] : await countSpans(db, { project, traceIds: [traceId] });
  return { head: { kind: "trace", id: traceId, name, startedAt, durationMs, traces: 1, spans: counted?.spans ?? spans, handoffs: handoffs.length, failed, leftOut }, agents: runAgents(traces), handoffs };
}

async function readWorkflowRun(db: Database, project: string, key: string): Promise<Run | undefined> {
  const workflow = await getWorkflow(db, { project, key });
  if (workflow === undefined) return undefined;
  const own = workflow.traces.filter((trace) => !trace.shared);
  const { traces, leftOut } = await readTraces(db, project, own.map((trace) => trace.traceId));
  const { startedAt, durationMs, tracesInAll, handoffs, handoffsInAll, failed } = workflow;
  const cut = handoffs.length < handoffsInAll ? [`the handoffs after the first ${handoffs.length} of ${handoffsInAll}`] : [];
  return {
    head: { kind: "workflow", id: key, name: key, startedAt, durationMs, traces: tracesInAll, spans: own.reduce((sum, trace) => sum + trace.spans, 0), handoffs: handoffsInAll, failed, leftOut: [...leftOut, ...cut] },
    agents: runAgents(traces), handoffs,
  };
}

async function readTraces(db: Database, project: string, traceIds: string[]): Promise<{ traces: TraceIndex[]; leftOut: string[] }> {
  const { spans, isCut } = traceIds.length === 0 ? { spans: [], isCut: false } : await readToldSpans(db, { project, traceIds, limit: SPANS_MAX, bytesMax: BYTES_MAX });
  const traces = [...groupBy(spans, (span) => span.traceId)].map(([traceId, own]) => indexTrace(traceId, own));
  return { traces, leftOut: isCut ? [`what the spans after the first ${spans.length} tell of agents, versions and models`] : [] };
}
