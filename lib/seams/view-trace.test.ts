import { expect, test } from "vitest";
import { drawTrace } from "@/lib/testing/draw-trace.ts";
import { judgeDrawing } from "@/lib/testing/judge-drawing.ts";
import { searchTraces } from "./search-traces.ts";
import { summariseTrace } from "./summarise-trace.ts";
import { viewTrace } from "./view-trace.ts";

function view(picture: string) {
  const spans = drawTrace(picture);
  const trace = searchTraces(spans, 60_000).traceOf(spans[0]?.traceId ?? "");
  if (trace === undefined) throw new Error("the drawing has no spans");
  return { page: viewTrace(trace, judgeDrawing(picture), 1000), summary: summariseTrace(trace, judgeDrawing(picture)) };
}

test("lanes are agents in order of appearance, spans in waterfall order, handoffs arrows between lanes", () => {
  const { page } = view(`
    desk/triage       |======   |
      desk/[chat]     |=        |  gen_ai.operation.name=chat
      desk/[tool]     | =====   |  gen_ai.operation.name=execute_tool  gen_ai.tool.name=ask
        desk/refunds  |  ===    |`);
  expect(page.lanes).toEqual(["triage", "refunds"]);
  expect(page.spanList.map((span) => `${span.depth} ${span.lane} ${span.name}`)).toEqual([
    "0 triage invoke_agent triage", "1 triage chat", "1 triage tool", "2 refunds invoke_agent refunds",
  ]);
  expect(page.arrows).toMatchObject([{ fromLane: "triage", toLane: "refunds", fromNs: 1e9, toNs: 2e9, failed: false }]);
  expect(page.spanList[3]?.handoffIds).toHaveLength(1);
});

test("an agent that only names itself on a handoff's span has its lane, and so has what runs below", () => {
  const { page, summary } = view(`
    cron/[publish]        |======   |  consumer  handoff.id=h1  gen_ai.agent.name=executor
      cron/[POST]         |  ==     |  client`);
  expect(summary.agents).toEqual(["executor"]);
  expect(page.spanList.map((span) => span.lane)).toEqual(["executor", "executor"]);
});

test("what was sent from another trace is an arrow that starts where it was received", () => {
  const { page } = view(`
    a:creator   |==      |  producer  handoff.id=h1
    b:executor  |    ==  |  consumer  handoff.id=h1`);
  expect(page.arrows).toMatchObject([{ fromLane: "creator", toLane: "executor", toNs: null }]);
  expect(page.lanes).toEqual(["creator", "executor"]);
});
