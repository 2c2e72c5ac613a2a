import { countCarriers } from "@/lib/queries/workflows/count-carriers.ts";
import { gatherTraces } from "@/lib/queries/workflows/gather-traces.ts";
import { getRunComparison } from "@/lib/queries/compare/get-run-comparison.ts";
import { readRun } from "@/lib/queries/compare/read-run.ts";
import { suggestRuns } from "@/lib/queries/compare/suggest-runs.ts";
import { getReading } from "@/lib/queries/reading/get-reading.ts";
import { getTraceTimeline } from "@/lib/queries/timeline/get-trace-timeline.ts";
import { drawWorkflow, getWorkflowTimeline } from "@/lib/queries/timeline/get-workflow-timeline.ts";
import { getHandoffOrigin } from "@/lib/queries/workflows/get-handoff-origin.ts";
import { getWorkflow, readWorkflow } from "@/lib/queries/workflows/get-workflow.ts";
import { listWorkflows } from "@/lib/queries/workflows/list-workflows.ts";
import { readComplianceRecord } from "@/lib/queries/workflows/read-compliance-record.ts";
import { readTraceSummaries } from "@/lib/queries/workflows/read-trace-summaries.ts";
import { readWorkflowHandoffs } from "@/lib/queries/workflows/read-workflow-handoffs.ts";
import { readWorkflowTimeline } from "@/lib/queries/workflows/read-workflow-timeline.ts";
import { readKindsOfKey, readTraceKeys, readTracesOfKeys } from "@/lib/queries/workflows/trace-keys.ts";
import { anyOrder, each, type Questions } from "./question.ts";

/** Everything that lib/queries/workflows can be asked. */
export const QUESTIONS_OF_WORKFLOWS: Questions = {
  "compare/get-run-comparison.ts": (db, { project, traceIds, keys }) => each(keys, ({ key }) => getRunComparison(db, { project, a: traceIds[0] ?? "", b: key })),
  "compare/read-run.ts": (db, { project, traceIds, keys }) => each([...traceIds, ...keys.map((key) => key.key), ...traceIds.map((traceId) => `workflow:${traceId}`)], (id) => readRun(db, { project, id })),
  "compare/suggest-runs.ts": (db, { project, traceIds, keys }) =>
    each([...traceIds, ...keys.map((key) => key.key)], async (id) => {
      const run = await readRun(db, { project, id });
      return run === undefined ? undefined : suggestRuns(db, { project, run });
    }),
  "reading/get-reading.ts": (db, { project, traceIds }) => each(traceIds, async (traceId) => [await getReading(db, { project, traceId }), await getReading(db, { project, traceId, from: 3 })]),
  "timeline/get-trace-timeline.ts": (db, { project, traceIds }) => each(traceIds, async (traceId) => [await getTraceTimeline(db, { project, traceId }), await getTraceTimeline(db, { project, traceId, fromNs: 10, toNs: 1e9 })]),
  "timeline/get-workflow-timeline.ts": (db, { project, keys }) =>
    each(keys, async ({ key }) => {
      const evidence = await readWorkflow(db, { project, key });
      return [await getWorkflowTimeline(db, { project, key }), evidence === undefined ? undefined : await drawWorkflow(db, project, evidence, { fromNs: 5, toNs: 1e9 })];
    }),
  "workflows/count-carriers.ts": async (db, { project, keys, traceIds }) => {
    const joins = keys.map((key) => ({ ...key, traceIds: [...traceIds] }));
    const spansOf = await countCarriers(db, project, joins);
    return joins.map((join) => traceIds.map((traceId) => spansOf(join, traceId)));
  },
  "workflows/gather-traces.ts": (db, { project, keys, traceIds }) =>
    each([...keys, ...traceIds.map((traceId) => ({ traceId }))], async (start) => {
      const { countOf, ...gathered } = await gatherTraces(db, project, start);
      return [gathered, gathered.followed.map(countOf)];
    }),
  "workflows/get-handoff-origin.ts": (db, { project, handoffs }) => each(handoffs, (handoff) => getHandoffOrigin(db, { project, id: handoff.id })),
  "workflows/get-workflow.ts": (db, { project, keys, traceIds }) => each([...keys.map((key) => key.key), ...traceIds, "nobody"], (key) => getWorkflow(db, { project, key })),
  "workflows/list-workflows.ts": async (db, { project, window }) => {
    const first = await listWorkflows(db, { project, limit: 2 });
    const second = await listWorkflows(db, { project, limit: 2, ...(first.next === null ? {} : { cursor: first.next }) });
    return [first, second, await each([{ failed: true }, { failed: false }, { q: "a" }, window], (one) => listWorkflows(db, { project, limit: 200, ...one }))];
  },
  "workflows/read-compliance-record.ts": (db, { project, keys, traceIds }) => each([...keys.slice(0, 2).map((key) => key.key), ...traceIds.slice(0, 2)], (key) => readComplianceRecord(db, { project, key })),
  "workflows/read-trace-summaries.ts": (db, { project, traceIds }) => readTraceSummaries(db, { project, traceIds: [...traceIds] }),
  "workflows/read-workflow-handoffs.ts": (db, { project, traceIds }) => readWorkflowHandoffs(db, project, { own: traceIds.slice(1), shared: traceIds.slice(0, 1), tasks: [] }),
  "workflows/read-workflow-timeline.ts": (db, { project, keys }) =>
    each(keys, async ({ key }) => {
      const evidence = await readWorkflow(db, { project, key });
      return evidence === undefined ? undefined : readWorkflowTimeline(db, project, evidence);
    }),
  "workflows/trace-keys.ts": async (db, { project, keys, traceIds }) => {
    const { rows, counts } = await readTracesOfKeys(db, project, keys, 50);
    const kinds = await each(keys, ({ key }) => anyOrder(readKindsOfKey(db, project, key)));
    return [await anyOrder(Promise.resolve(rows)), await anyOrder(Promise.resolve([...counts])), kinds, await readTraceKeys(db, project, traceIds)];
  },
};
