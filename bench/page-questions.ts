import type { Database } from "@/lib/clickhouse/open-database.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { getAgent } from "@/lib/queries/agents/get-agent.ts";
import { getImpact } from "@/lib/queries/agents/get-impact.ts";
import { listAgents } from "@/lib/queries/agents/list-agents.ts";
import { readTopology } from "@/lib/queries/agents/read-topology.ts";
import { getContract } from "@/lib/queries/contracts/get-contract.ts";
import { listContracts } from "@/lib/queries/contracts/list-contracts.ts";
import { proposeForSeam } from "@/lib/queries/contracts/propose-for-seam.ts";
import { findOverdueHandoffs } from "@/lib/queries/handoffs/find-overdue-handoffs.ts";
import { getHandoff } from "@/lib/queries/handoffs/get-handoff.ts";
import { listHandoffs } from "@/lib/queries/handoffs/list-handoffs.ts";
import { readHealth } from "@/lib/queries/health/read-health.ts";
import { getReconciliation } from "@/lib/queries/reconciliation/get-reconciliation.ts";
import { explainSeam } from "@/lib/queries/seams/explain-seam.ts";
import { getSeam } from "@/lib/queries/seams/get-seam.ts";
import { listSeams } from "@/lib/queries/seams/list-seams.ts";
import { readLatencyHeatmap } from "@/lib/queries/seams/read-latency-heatmap.ts";
import { readSeamSummaries } from "@/lib/queries/seams/read-seam-summaries.ts";
import { resolveWindow } from "@/lib/queries/seams/resolve-window.ts";
import { getSpan } from "@/lib/queries/traces/get-span.ts";
import { getTrace } from "@/lib/queries/traces/get-trace.ts";
import { listTraces } from "@/lib/queries/traces/list-traces.ts";
import { ALL_TIME } from "@/lib/queries/time-window.ts";
import { getHandoffOrigin } from "@/lib/queries/workflows/get-handoff-origin.ts";
import { readWorkflow } from "@/lib/queries/workflows/get-workflow.ts";
import { listWorkflows } from "@/lib/queries/workflows/list-workflows.ts";
import { readWorkflowTimeline } from "@/lib/queries/workflows/read-workflow-timeline.ts";
import type { Made } from "./make-months.ts";

/** A question as a page asks it; `of` names what the same answer is asked for by hand. */
export interface PageQuestion {
  page: string;
  ask: (db: Database, made: Made) => Promise<unknown>;
  of?: string;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Has one in eleven handoffs; the traffic of the others thins out. */
const BUSIEST = "seam-0";
const project = PROJECT;

const last = (ms: number, { to }: Made) => ({ project, from: new Date(to.getTime() - ms), to });

const countOfBusiest = async (db: Database, made: Made): Promise<number> => (await readSeamSummaries(db, { ...last(30 * DAY_MS, made), seamId: BUSIEST }))[0]?.handoffs ?? 0;

/** Everything that pages and the API behind them ask, with what they show by themselves and what they can be set to. */
export const PAGE_QUESTIONS: readonly PageQuestion[] = [
  { page: "/ last hour", ask: (db, made) => listSeams(db, last(HOUR_MS, made)), of: "seams of an hour" },
  { page: "/ 24 hours", ask: (db, made) => listSeams(db, last(DAY_MS, made)), of: "seams of a day" },
  { page: "/ 30 days", ask: (db, made) => listSeams(db, last(30 * DAY_MS, made)), of: "seams of a month" },
  { page: "/ all time", ask: async (db, { to }) => listSeams(db, { project, ...(await resolveWindow(db, project, {}, to)) }) },
  { page: "/seams/[id] 24 hours", ask: (db, made) => getSeam(db, { ...last(DAY_MS, made), seamId: BUSIEST }) },
  { page: "/seams/[id] 30 days", ask: (db, made) => getSeam(db, { ...last(30 * DAY_MS, made), seamId: BUSIEST }) },
  { page: "/seams/[id] heatmap of 30 days", ask: async (db, made) => readLatencyHeatmap(db, { ...last(30 * DAY_MS, made), seamId: BUSIEST, expected: await countOfBusiest(db, made) }) },
  { page: "/seams/[id] failures of 30 days explained", ask: (db, made) => explainSeam(db, { ...last(30 * DAY_MS, made), seamId: BUSIEST }) },
  { page: "/seams/[id] its handoffs", ask: (db) => listHandoffs(db, { project, seam: BUSIEST, limit: 50 }) },
  { page: "/handoffs/[id]", ask: (db, { handoffId }) => getHandoff(db, { project, id: handoffId }), of: "a handoff" },
  { page: "/handoffs/[id] its origin", ask: (db, { handoffId }) => getHandoffOrigin(db, { project, id: handoffId }) },
  { page: "handoffs, the newest", ask: (db) => listHandoffs(db, { project, limit: 50 }), of: "newest handoffs" },
  { page: "handoffs, lost ones", ask: (db) => listHandoffs(db, { project, class: "lost", limit: 50 }), of: "newest lost" },
  { page: "handoffs, held ones", ask: (db) => listHandoffs(db, { project, verdict: "held", limit: 50 }) },
  { page: "handoffs of a trace", ask: (db, { traceId }) => listHandoffs(db, { project, trace: traceId, limit: 50 }) },
  { page: "/traces, the newest", ask: (db) => listTraces(db, { project, limit: 50 }), of: "newest traces" },
  { page: "/traces, failed ones", ask: (db) => listTraces(db, { project, failed: true, limit: 50 }) },
  { page: "/traces, of an agent", ask: (db) => listTraces(db, { project, agent: "agent-7", limit: 50 }) },
  { page: "/traces, a word in many", ask: (db) => listTraces(db, { project, q: "planner agent-7", limit: 50 }) },
  { page: "/traces, a word in few", ask: (db, { workflow }) => listTraces(db, { project, q: workflow, limit: 50 }), of: "a word in few" },
  { page: "/traces, a word in none", ask: (db) => listTraces(db, { project, q: "nowhere", limit: 50 }) },
  { page: "/traces, a handoff's id", ask: (db, { handoffId }) => listTraces(db, { project, q: handoffId, limit: 50 }) },
  { page: "/traces, a span's id", ask: (db) => listTraces(db, { project, q: "0000000000000bb9", limit: 50 }), of: "a span's trace" },
  { page: "/traces/[id]", ask: (db, { traceId }) => getTrace(db, { project, traceId }), of: "a trace" },
  { page: "/traces/[id] a span", ask: (db, { traceId }) => getSpan(db, { project, traceId, spanId: "00000000000007d1" }) },
  { page: "/workflows, the newest", ask: (db) => listWorkflows(db, { project, limit: 50 }), of: "newest workflows" },
  { page: "/workflows, a part of a key", ask: (db, { workflow }) => listWorkflows(db, { project, q: workflow, limit: 50 }) },
  {
    page: "/workflows/[key]",
    ask: async (db, { workflow }) => {
      const found = await readWorkflow(db, { project, key: workflow });
      return found === undefined ? undefined : readWorkflowTimeline(db, project, found);
    },
  },
  { page: "/agents 24 hours", ask: (db, made) => listAgents(db, last(DAY_MS, made)) },
  { page: "/agents 30 days", ask: (db, made) => listAgents(db, last(30 * DAY_MS, made)) },
  { page: "/agents/[name]", ask: (db, made) => getAgent(db, { ...last(DAY_MS, made), name: "agent-7" }) },
  { page: "/agents/[name] impact", ask: (db, made) => getImpact(db, { ...last(DAY_MS, made), now: made.to, subject: { kind: "agent", name: "agent-7", pointer: "" } }) },
  { page: "topology", ask: (db, made) => readTopology(db, last(DAY_MS, made)) },
  { page: "/contracts", ask: (db, { to }) => listContracts(db, { project, now: to }) },
  { page: "/contracts/[name]", ask: (db, { to }) => getContract(db, { project, name: "contract-3", now: to }) },
  { page: "a contract proposed", ask: (db, { to }) => proposeForSeam(db, { project, seamId: BUSIEST, n: 100, now: to }) },
  { page: "/inbox all time", ask: (db, { to }) => getReconciliation(db, { project, ...ALL_TIME, now: to }), of: "open groups" },
  { page: "/inbox 24 hours", ask: (db, made) => getReconciliation(db, { ...last(DAY_MS, made), now: made.to }) },
  { page: "health", ask: (db) => readHealth(db, project) },
  { page: "what is overdue (each 5 s)", ask: (db) => findOverdueHandoffs(db, { project, limit: 1000 }) },
];
