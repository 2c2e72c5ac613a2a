import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { Timeline } from "@/lib/model/timeline.ts";
import { type Drawing, drawTimeline, windowOf } from "@/lib/seams/timeline/draw-timeline.ts";
import { readWorkflow, type WorkflowEvidence } from "../workflows/get-workflow.ts";
import { readTraceSummaries } from "../workflows/read-trace-summaries.ts";
import { readWorkflowTimeline } from "../workflows/read-workflow-timeline.ts";

/** Which workflow, and which window of it, in nanoseconds from its start; the whole of it without one. */
export interface WorkflowTimelineQuestion {
  project: string;
  key: string;
  fromNs?: number | undefined;
  toNs?: number | undefined;
}

interface Kept {
  traceIds: string[];
  version: string;
  drawing: Drawing;
}

/** As many workflows are kept for who looks closer next: a window alone needs no reading of all their spans. */
const KEPT_MAX = 12;

/** Pages and routes are bundled apart, and must share what is kept. */
const shared: typeof globalThis & { seamscopeTimelines?: WeakMap<Database, Map<string, Kept>> } = globalThis;

/** The timeline over all traces of a workflow; undefined when no analysed trace has the key. */
export async function getWorkflowTimeline(db: Database, { project, key, ...window }: WorkflowTimelineQuestion): Promise<Timeline | undefined> {
  const kept = keptFor(db).get(`${project} ${key}`);
  if (kept !== undefined && kept.version === (await versionOf(db, project, kept.traceIds))) return windowOf(kept.drawing, window);
  const evidence = await readWorkflow(db, { project, key });
  return evidence === undefined ? undefined : drawWorkflow(db, project, evidence, window);
}

/** The same from a workflow that was read already. */
export async function drawWorkflow(db: Database, project: string, evidence: WorkflowEvidence, window: Pick<WorkflowTimelineQuestion, "fromNs" | "toNs"> = {}): Promise<Timeline> {
  const { key, traces } = evidence.workflow;
  const traceIds = traces.map((trace) => trace.traceId);
  const version = await versionOf(db, project, traceIds);
  const known = keptFor(db).get(`${project} ${key}`);
  const drawing = known?.version === version ? known.drawing : drawTimeline(await readWorkflowTimeline(db, project, evidence), evidence.handoffs);
  keep(keptFor(db), `${project} ${key}`, { traceIds, version, drawing });
  return windowOf(drawing, window);
}

/** What changes when more is known of the traces than was drawn. */
async function versionOf(db: Database, project: string, traceIds: string[]): Promise<string> {
  const traces = await readTraceSummaries(db, { project, traceIds });
  return JSON.stringify(traces.map(({ traceId, spans, durationMs, errors, handoffs, failed }) => [traceId, spans, durationMs, errors, handoffs, failed]));
}

function keptFor(db: Database): Map<string, Kept> {
  const all = (shared.seamscopeTimelines ??= new WeakMap());
  const known = all.get(db) ?? new Map<string, Kept>();
  all.set(db, known);
  return known;
}

/** In a Map the first one is the one that was kept first. */
function keep(kept: Map<string, Kept>, id: string, one: Kept): void {
  kept.delete(id);
  kept.set(id, one);
  for (const oldest of kept.keys()) if (kept.size > KEPT_MAX) kept.delete(oldest);
}
