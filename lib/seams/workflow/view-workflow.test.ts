import { expect, test } from "vitest";
import { drawTrace } from "@/lib/testing/draw-trace.ts";
import { judgeDrawing } from "@/lib/testing/judge-drawing.ts";
import { searchTraces } from "../search-traces.ts";
import { viewWorkflow } from "./view-workflow.ts";

const PICTURE = `
  a:writer    |==                  |
    a:[tell]  | =                  |  producer  handoff.id=h1  handoff.source.agent.name=writer  handoff.target.agent.name=printer
  b:editor    |    ========        |  handoff.id=h1  handoff.gate.status=approved  handoff.source.agent.name=writer  handoff.target.agent.name=printer
  c:[cycle]   |                ====|
    c:printer |                =   |  consumer  handoff.id=h1
      c:[post]|                =   |
    c:other   |                 ===|  consumer  handoff.id=h2
`;

function view(shared: string[]) {
  const spans = drawTrace(PICTURE);
  const search = searchTraces(spans, 60_000);
  const ids = [...new Set(spans.map((span) => span.traceId))];
  const handoffs = judgeDrawing(PICTURE).filter((handoff) => handoff.id === "h1");
  return viewWorkflow(ids.flatMap((traceId) => search.traceOf(traceId) ?? []), handoffs, new Set(shared));
}

test("the traces of a workflow stand on one clock, with each handoff as one arrow between agents", () => {
  const { lanes, arrows, durationMs, waits } = view([]);
  expect(lanes).toEqual(expect.arrayContaining(["writer", "printer", "other"]));
  expect(arrows).toEqual([{ handoffId: "h1", fromLane: "writer", toLane: "printer", fromNs: 2e9, toNs: 16e9, failed: false }]);
  expect(durationMs).toBe(20_000);
  expect(waits).toContainEqual({ kind: "gate", handoffId: "h1", fromNs: 4e9, toNs: 12e9, words: "waiting for the answer of editor about what writer handed to printer" });
});

test("of a trace that serves other workflows only what this one's handoffs led to is shown", () => {
  const { lanes, spanList } = view(["c".padStart(32, "0")]);
  expect(lanes).not.toContain("other");
  expect(spanList.filter((span) => span.spanId.startsWith("c".padStart(32, "0"))).map((span) => span.name)).toEqual(["invoke_agent printer", "post"]);
});
