import { afterAll, beforeAll, expect, test } from "vitest";
import { spanToRow } from "@/lib/clickhouse/span-row.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { getHandoffOrigin } from "@/lib/queries/workflows/get-handoff-origin.ts";
import { readWorkflow } from "@/lib/queries/workflows/get-workflow.ts";
import { readWorkflowTimeline } from "@/lib/queries/workflows/read-workflow-timeline.ts";
import { drawnAt, drawTrace } from "@/lib/testing/draw-trace.ts";
import { type FreshDatabase, freshDatabase } from "@/lib/testing/fresh-database.ts";
import { analyseTraces } from "./analyse-traces.ts";
import { createSchemaValidator } from "./schema-validator.ts";

let fresh: FreshDatabase;
const validator = createSchemaValidator();
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(async () => {
  await validator.close();
  await fresh.dispose();
});

const LONG = '{"amount":12.54,"order":"A-17"}';
const SHORT = '{"amount":12,"order":"A-17"}';
/** Three processes, each with a trace of its own; only the first names the task, handoff ids carry it on. */
const PICTURE = `
  a:triage    |==                  |  handoff.correlation_id=case-7
    a:[send]  | =                  |  producer  handoff.id=h1  handoff.correlation_id=case-7  handoff.source.agent.name=triage  handoff.target.agent.name=refunds  handoff.sent.payload=${LONG}
  b:refunds   |    ====            |  consumer  handoff.id=h1  handoff.received.payload=${SHORT}  gen_ai.usage.input_tokens=70
    b:[send]  |       =            |  producer  handoff.id=h2  handoff.source.agent.name=refunds  handoff.target.agent.name=ledger  handoff.sent.payload=${SHORT}
  c:ledger    |              ====  |  consumer  handoff.id=h2  handoff.received.payload=${SHORT}  gen_ai.usage.input_tokens=30
`;

test("traces of three processes, stored and analysed in any order, are one workflow whose failure began at the first seam", async () => {
  const spans = drawTrace(PICTURE).toReversed();
  for (const [index, span] of spans.entries()) {
    await fresh.db.insert("spans", [spanToRow(span, PROJECT)]);
    await analyseTraces({ db: fresh.db, project: PROJECT, validator, deadlineMs: 900_000, now: drawnAt(3600) + BigInt(index), log: () => undefined }, [span.traceId]);
  }
  const evidence = await readWorkflow(fresh.db, { project: PROJECT, key: "case-7" });
  if (evidence === undefined) throw new Error("the workflow was not found");
  expect(evidence.workflow).toMatchObject({ tracesInAll: 3, handoffsInAll: 2, failed: 1, durationMs: 18_000, ambiguous: [] });
  expect(evidence.workflow.origins.list).toMatchObject([{
    handoffId: "h1", class: "value_drift", pointer: "/amount", before: "12.54", after: "12", place: "transit",
    inherited: [{ handoffId: "h2", value: "12" }],
    blast: { handoffs: 1, agents: ["ledger", "refunds"], traces: 3, hops: 1, workMs: 8000, tokens: 100, runs: 2 },
  }]);
  const timeline = await readWorkflowTimeline(fresh.db, PROJECT, evidence);
  expect(timeline.arrows.map(({ fromLane, toLane, fromNs, toNs }) => [fromLane, toLane, fromNs, toNs])).toEqual([["triage", "refunds", 2e9, 4e9], ["refunds", "ledger", 8e9, 14e9]]);
});

const origin = async (id: string) => getHandoffOrigin(fresh.db, { project: PROJECT, id });

test("the origin of a handoff says whether its failure began there, was inherited, or nothing failed", async () => {
  expect(await origin("h1")).toMatchObject({ workflow: "case-7", traces: 3, began: [{ pointer: "/amount" }], inherited: [], ranOn: [] });
  expect(await origin("h2")).toMatchObject({ workflow: "case-7", began: [], inherited: [{ handoffId: "h1" }] });
  expect(await origin("nobody")).toBeUndefined();
});
