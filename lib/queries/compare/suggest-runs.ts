import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { RunSuggestion } from "@/lib/model/run-comparison.ts";
import type { TraceSummary } from "@/lib/model/trace.ts";
import type { WorkflowSummary } from "@/lib/model/workflow.ts";
import type { Run } from "@/lib/seams/compare/compare-runs.ts";
import { listTraces } from "../traces/list-traces.ts";
import { listWorkflows } from "../workflows/list-workflows.ts";

/** As many of the newest runs are looked through. */
const LOOKED_AT = 100;
const SUGGESTED = 12;
const BY_LIKENESS: readonly RunSuggestion["why"][] = ["last without failures", "same name", "same agents", "shares agents"];

/** Which run others are looked for. */
export interface SuggestionsQuestion {
  project: string;
  run: Run;
}

/** Runs that one may be compared with, the likest first: the last one before it without failures, then those of the same name, then of the same agents. */
export async function suggestRuns(db: Database, { project, run: { head: run, agents: atWork, handoffs: own } }: SuggestionsQuestion): Promise<RunSuggestion[]> {
  // Lists name a workflow's agents by its handoffs, a trace's by who was at work in it.
  const agents = run.kind === "workflow" ? [...new Set(own.flatMap(({ source, target }) => [source.name, target.name]))] : atWork.map((agent) => agent.name);
  const found = run.kind === "trace" ? (await tracesLike(db, project, run.name, agents)).map(fromTrace) : (await workflowsAround(db, project, own)).map(fromWorkflow);
  const others = found.filter((one) => one.id !== run.id).flatMap((one) => {
    const why = likeness(one, run.kind === "trace" ? run.name : undefined, agents);
    return why === undefined ? [] : [{ ...one, why }];
  });
  const best = others.filter((one) => one.why !== "shares agents" && one.failed === 0 && one.handoffs > 0 && one.startedAt < run.startedAt).toSorted((a, b) => (a.startedAt < b.startedAt ? 1 : -1))[0];
  return others
    .map(({ kind, id, name, startedAt, durationMs, handoffs, failed, why }): RunSuggestion => ({ kind, id, name, startedAt, durationMs, handoffs, failed, why: id === best?.id ? "last without failures" : why }))
    .toSorted((a, b) => BY_LIKENESS.indexOf(a.why) - BY_LIKENESS.indexOf(b.why) || (a.startedAt < b.startedAt ? 1 : -1))
    .slice(0, SUGGESTED);
}

/** The newest ones, and those whose latest handoff is no later than the run's, which may be long ago. */
async function workflowsAround(db: Database, project: string, handoffs: Run["handoffs"]): Promise<WorkflowSummary[]> {
  const latest = handoffs.reduce((most, handoff) => Math.max(most, Date.parse(handoff.startedAt)), 0);
  const to = new Date(latest + 1000);
  const [newest, before] = await Promise.all([listWorkflows(db, { project, limit: LOOKED_AT }), listWorkflows(db, { project, limit: LOOKED_AT, to })]);
  return [...new Map([...newest.workflows, ...before.workflows].map((one) => [one.key, one])).values()];
}

type Found = Omit<RunSuggestion, "why"> & { agents: readonly string[] };

/** Words of the name narrow down; where that finds nothing but the run itself, one of its agents does. */
async function tracesLike(db: Database, project: string, name: string, agents: readonly string[]): Promise<TraceSummary[]> {
  const named = (await listTraces(db, { project, q: name, limit: LOOKED_AT })).traces;
  const [agent] = agents;
  return named.length > 1 || agent === undefined ? named : (await listTraces(db, { project, agent, limit: LOOKED_AT })).traces;
}

const fromTrace = ({ traceId, name, startedAt, durationMs, handoffs, failed, agents }: TraceSummary): Found => ({ kind: "trace", id: traceId, name, startedAt, durationMs, handoffs, failed, agents });

const fromWorkflow = ({ key, startedAt, lastAt, handoffs, failed, agents }: WorkflowSummary): Found => ({
  kind: "workflow", id: key, name: key, startedAt, durationMs: Date.parse(lastAt) - Date.parse(startedAt), handoffs, failed, agents,
});

function likeness(one: Found, name: string | undefined, agents: readonly string[]): RunSuggestion["why"] | undefined {
  const known = new Set(agents);
  const shared = one.agents.filter((agent) => known.has(agent)).length;
  if (name !== undefined && one.name === name) return "same name";
  if (agents.length > 0 && shared === agents.length && one.agents.length === agents.length) return "same agents";
  return shared > 0 ? "shares agents" : undefined;
}
