import type { Database } from "@/lib/clickhouse/open-database.ts";
import { type Handoff, HandoffSummary } from "@/lib/model/handoff.ts";
import type { TraceSummary } from "@/lib/model/trace.ts";
import { TRACE_KEY_KIND, type Workflow, type WorkflowJoin } from "@/lib/model/workflow.ts";
import { findOrigins } from "@/lib/seams/origin/find-origins.ts";
import { rfc3339Of } from "@/lib/seams/moments.ts";
import { isWeak, TASK_KIND } from "@/lib/seams/workflow/key-strength.ts";
import type { JoinedTraces } from "@/lib/seams/workflow/stitch.ts";
import { countCarriers } from "./count-carriers.ts";
import { kindsOfWorkflow, startOfWorkflow } from "./find-workflow-traces.ts";
import { type Gathered, gatherTraces, TRACES_MAX } from "./gather-traces.ts";
import { readTraceSummaries } from "./read-trace-summaries.ts";
import { readWorkflowHandoffs } from "./read-workflow-handoffs.ts";

/** More joins are counted and left out. */
const JOINS_MAX = 100;
const TRACES_PER_JOIN_MAX = 50;

/** A workflow with its handoffs in whole, payloads included: what its timeline and its origins are made from. */
export interface WorkflowEvidence {
  workflow: Workflow;
  handoffs: Handoff[];
}

/**
 * All traces that a key stitches together: a key of any kind, the most specific first, or the id of a trace. Undefined when no
 * analysed trace has it.
 */
export async function readWorkflow(db: Database, { project, key }: { project: string; key: string }): Promise<WorkflowEvidence | undefined> {
  const [kind, ...otherKinds] = await kindsOfWorkflow(db, project, key);
  const start = startOfWorkflow(key, kind);
  if (start === undefined) return undefined;
  const gathered = await gatherTraces(db, project, start);
  const traceIds = gathered.traceIds.slice(0, TRACES_MAX);
  const traces = traceIds.length === 0 ? [] : await readTraceSummaries(db, { project, traceIds });
  if (traces.length === 0) return undefined;
  const shared = new Set(gathered.shared);
  const tasks = gathered.followed.filter((join) => join.kind === TASK_KIND).map((join) => join.key);
  const { handoffs, inAll, failed, byVerdict } = await readWorkflowHandoffs(db, project, { own: traceIds.filter((traceId) => !shared.has(traceId)), shared: traceIds.filter((traceId) => shared.has(traceId)), tasks });
  const joins = await describeJoins(db, project, gathered);
  const workflow: Workflow = {
    key, kind: kind ?? TRACE_KEY_KIND, otherKinds, tasks,
    ...spanOfTime(traces.filter((trace) => !shared.has(trace.traceId)), handoffs, traces),
    traces: traces.map((trace) => ({ ...trace, shared: shared.has(trace.traceId) })),
    tracesInAll: Math.max(gathered.tracesInAll, traces.length),
    joins: joins(gathered.joins), joinsInAll: gathered.joins.length,
    ambiguous: joins(gathered.ambiguous).map((join, index) => ({ ...join, why: gathered.ambiguous[index]?.why ?? "" })), ambiguousInAll: gathered.ambiguous.length,
    handoffs: handoffs.map((handoff) => HandoffSummary.parse(handoff)), handoffsInAll: inAll,
    failed, byVerdict,
    agents: [...new Set(handoffs.length === 0 ? traces.flatMap((trace) => trace.agents) : handoffs.flatMap(({ source, target }) => [source.name, target.name]))].toSorted(),
    services: [...new Set(traces.flatMap((trace) => trace.services))].toSorted(),
    origins: findOrigins(handoffs),
  };
  return { workflow, handoffs };
}

/** The workflow alone, as the API tells it. */
export async function getWorkflow(db: Database, question: { project: string; key: string }): Promise<Workflow | undefined> {
  return (await readWorkflow(db, question))?.workflow;
}

async function describeJoins(db: Database, project: string, { joins, ambiguous, countOf }: Gathered): Promise<(described: readonly JoinedTraces[]) => WorkflowJoin[]> {
  const spansOf = await countCarriers(db, project, [...joins.slice(0, JOINS_MAX), ...ambiguous.slice(0, JOINS_MAX)]);
  return (described) =>
    described.slice(0, JOINS_MAX).map((join) => ({
      kind: join.kind, key: join.key, strength: isWeak(join.kind) ? "weak" : "strong",
      traces: join.traceIds.slice(0, TRACES_PER_JOIN_MAX).map((traceId) => ({ traceId, spans: spansOf(join, traceId) })),
      tracesInAll: Math.max(join.traceIds.length, countOf(join)),
    }));
}

/** From the first sign of its own traces and handoffs to the last; a trace that is shared with others counts only where nothing else is left. */
function spanOfTime(own: readonly TraceSummary[], handoffs: readonly Handoff[], all: readonly TraceSummary[]): Pick<Workflow, "startedAt" | "endedAt" | "durationMs"> {
  const traces = own.length === 0 && handoffs.length === 0 ? all : own;
  const starts = [...traces.map((trace) => nanosOf(trace.startedAt)), ...handoffs.map((handoff) => nanosOf(handoff.startedAt))];
  const ends = [...traces.map((trace) => nanosOf(trace.startedAt) + BigInt(Math.round(trace.durationMs * 1e6))), ...handoffs.map((handoff) => nanosOf(handoff.endedAt))];
  const start = starts.reduce((a, b) => (b < a ? b : a));
  const end = ends.reduce((a, b) => (b > a ? b : a));
  return { startedAt: rfc3339Of(start), endedAt: rfc3339Of(end), durationMs: Number(end - start) / 1e6 };
}

/** RFC 3339 with up to nine digits as unix nanoseconds. */
function nanosOf(instant: string): bigint {
  const digits = /\.(\d{1,9})/.exec(instant)?.[1] ?? "";
  return (BigInt(Date.parse(instant)) / 1000n) * 1_000_000_000n + BigInt(digits.padEnd(9, "0"));
}
