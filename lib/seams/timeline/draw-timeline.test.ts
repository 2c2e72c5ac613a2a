import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { TraceSpan } from "@/lib/model/trace.ts";
import { drawTrace } from "@/lib/testing/draw-trace.ts";
import { judgeDrawing } from "@/lib/testing/judge-drawing.ts";
import { searchTraces } from "../search-traces.ts";
import { viewWorkflow } from "../workflow/view-workflow.ts";
import { type Drawing, drawTimeline, windowOf } from "./draw-timeline.ts";
import { workIn } from "./lane-work.ts";
import { busyNs, mergeBars } from "./merge-bars.ts";

const OVERNIGHT = `
  a:writer    |==                                      |
    a:[tell]  | =                                      |  producer  handoff.id=h1  handoff.source.agent.name=writer  handoff.target.agent.name=printer
  b:editor    |    ==================================  |  handoff.id=h1  handoff.gate.status=approved  handoff.source.agent.name=writer  handoff.target.agent.name=printer
  c:printer   |                                      ==|  consumer  handoff.id=h1
    c:[press] |                                       =|  error
`;

function draw(picture: string): Drawing {
  const spans = drawTrace(picture);
  const search = searchTraces(spans, 60_000);
  const handoffs = judgeDrawing(picture);
  const ids = [...new Set(spans.map((span) => span.traceId))];
  return drawTimeline({ ...viewWorkflow(ids.flatMap((traceId) => search.traceOf(traceId) ?? []), handoffs, new Set()), spansInAll: spans.length }, handoffs);
}

test("a workflow of three traces has a lane an agent, each trace's extent, and an error counted where its agent was at work", () => {
  const { lanes, traces, arrows, durationNs } = windowOf(draw(OVERNIGHT));
  expect(lanes.map(({ name, errors }) => [name, errors])).toEqual(expect.arrayContaining([["writer", 0], ["printer", 1]]));
  expect(traces.map(({ fromNs, toNs }) => [fromNs / 1e9, toNs / 1e9])).toEqual([[0, 2], [4, 38], [38, 40]]);
  expect(arrows).toMatchObject([{ handoffId: "h1", verdict: "delivered", failed: false }]);
  expect(durationNs).toBe(40e9);
});

test("the critical path goes from the writer through the gate to the printer, and its shares add up to one", () => {
  const { path, durationNs } = windowOf(draw(OVERNIGHT));
  expect(path.parts[0]).toMatchObject({ kind: "work", from: "writer" });
  expect(path.shares[0]).toMatchObject({ kind: "gate", from: "writer", to: "printer", handoffId: "h1" });
  expect(path.parts.at(-1)).toMatchObject({ kind: "work", from: "printer" });
  expect(path.shares.reduce((sum, share) => sum + share.share, 0)).toBeCloseTo(1);
  expect(path.lengthNs).toBe(durationNs);
});

test("a silence is named by what was waited for", () => {
  const gapped = draw("a:writer |=                  |  producer  handoff.id=h1  handoff.target.agent.name=printer\nb:printer |                 ==|  consumer  handoff.id=h1");
  expect(gapped.whole.silences).toEqual([{ fromNs: 1e9, toNs: 17e9, words: "waiting for printer to take up what writer had sent" }]);
});

test("an empty timeline, and events without any length, are drawn without failing", () => {
  const view = { startUnixNano: "0", lanes: ["a"], spanList: [], arrows: [], durationMs: 0, waits: [], traces: [], spansInAll: 0 };
  expect(windowOf(drawTimeline(view, []))).toMatchObject({ lanes: [{ name: "a", bars: [] }], path: { parts: [] } });
  const moments = [0, 3e9, 12e9, 16e9].map((at, index) => span(`m${index}`, at, 0));
  const { lanes, silences } = windowOf(drawTimeline({ ...view, spanList: moments, durationMs: 16_000 }, []));
  expect(lanes[0]?.bars).toHaveLength(4);
  expect(silences.map((silence) => Math.round((silence.toNs - silence.fromNs) / 1e6))).toEqual([3000, 9000, 4000]);
});

const span = (spanId: string, startNs: number, durationNs: number, changes: Partial<TraceSpan> = {}): TraceSpan => ({
  spanId, parentSpanId: "", name: spanId, kind: "internal", service: "app", lane: "a", isAgent: true, startNs, durationNs, status: "unset", depth: 0, handoffIds: [], ...changes,
});

test("a lane of a service shows its outermost spans, an agent's lane its runs, and an error far below counts for the run", () => {
  const work = workIn([
    span("q", 0, 100, { lane: "db", isAgent: false, parentSpanId: "run" }), span("inner", 0, 50, { lane: "db", isAgent: false, parentSpanId: "q" }),
    span("run", 0, 200), span("tool", 10, 20, { isAgent: false, parentSpanId: "run" }), span("deep", 11, 1, { isAgent: false, parentSpanId: "tool", status: "error" }),
  ]);
  expect(work.map(({ id, parentId, errors }) => [id, parentId, errors])).toEqual([["q", "run", 0], ["run", "", 1]]);
});

test("fifty thousand spans in forty lanes are few bars that still count them all, in the whole and in a window", () => {
  const spanList = Array.from({ length: 50_000 }, (_, index) => span(`s${index}`, index * 1000, 900, { lane: `agent ${index % 40}` }));
  const drawing = drawTimeline({ startUnixNano: "0", lanes: Array.from({ length: 40 }, (_, index) => `agent ${index}`), spanList, arrows: [], durationMs: 50, waits: [], traces: [], spansInAll: 50_000 }, []);
  const whole = windowOf(drawing);
  const bars = whole.lanes.flatMap((lane) => lane.bars);
  expect(bars.length).toBeLessThan(2600);
  expect(bars.reduce((sum, bar) => sum + bar.spans, 0)).toBe(50_000);
  expect(whole.merged).toBe(true);
  const close = windowOf(drawing, { fromNs: 10_000_000, toNs: 10_040_000 });
  expect(close.merged).toBe(false);
  expect(close.lanes.flatMap((lane) => lane.bars).length).toBeLessThan(50);
});

test("whatever the work, each span is in one bar, bars do not overlap, and there are no more than the window has room for", () => {
  const Work = fc.array(fc.tuple(fc.nat(1000), fc.nat(100)), { maxLength: 60 }).map((all) => all.toSorted((a, b) => a[0] - b[0]).map(([from, length], index) => ({ id: `t ${index}`, parentId: "", lane: "a", name: "", fromNs: from, toNs: from + length, errors: 1 })));
  fc.assert(
    fc.property(Work, fc.integer({ min: 1, max: 200 }), (work, withinNs) => {
      const bars = mergeBars(work, { fromNs: 0, toNs: 2000, withinNs });
      expect(bars.reduce((sum, bar) => sum + bar.spans, 0)).toBe(work.length);
      for (const [index, bar] of bars.entries()) expect(bar.fromNs).toBeGreaterThanOrEqual(bars[index - 1]?.toNs ?? 0);
      expect(bars.length).toBeLessThanOrEqual(1100 / withinNs + 2);
      expect(busyNs(work)).toBeLessThanOrEqual(1100);
    }),
  );
});
