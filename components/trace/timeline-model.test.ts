import { expect, test } from "vitest";
import type { TraceSpan } from "@/lib/model/trace.ts";
import { timelineOf } from "./timeline-model.ts";

const span = (spanId: string, lane: string, startNs: number, durationNs: number, changes: Partial<TraceSpan> = {}): TraceSpan => ({
  spanId, parentSpanId: "", name: spanId, kind: "internal", service: "app", lane, isAgent: true, startNs, durationNs, status: "unset", depth: 0, handoffIds: [], ...changes,
});
const arrow = (handoffId: string, toLane: string, failed = false) => ({ handoffId, fromLane: "a", toLane, fromNs: 5, toNs: 5, failed });

test("every lane has its agent's work, and an arrow goes from lane to lane", () => {
  const timeline = timelineOf({
    lanes: ["planner", "worker"],
    durationMs: 1000,
    spanList: [span("a", "planner", 0, 4e8), span("tool", "planner", 1e8, 1e8, { isAgent: false, parentSpanId: "a" }), span("b", "worker", 5e8, 5e8, { status: "error" })],
    arrows: [{ handoffId: "h", fromLane: "planner", toLane: "worker", fromNs: 4e8, toNs: 5e8, failed: true }],
  });
  expect(timeline.lanes.map((lane) => lane.bars.length)).toEqual([1, 1]);
  expect(timeline.lanes[1]?.bars[0]).toMatchObject({ errors: 1, spans: 1 });
  expect(timeline.arrows[0]).toMatchObject({ fromLane: 0, toLane: 1, failed: true, tookNs: 1e8 });
});

test("events without any length keep apart from the silences between them", () => {
  const moments = [0, 3e9, 12e9, 16e9].map((at, index) => span(`m${index}`, "script", at, 0, { isAgent: false }));
  const { lanes, gaps } = timelineOf({ lanes: ["script"], durationMs: 16_000, spanList: moments, arrows: [] });
  expect(lanes[0]?.bars).toHaveLength(4);
  expect(gaps.map((gap) => Math.round((gap.toNs - gap.fromNs) / 1e6))).toEqual([3000, 9000, 4000]);
  for (const bar of lanes[0]?.bars ?? []) expect(gaps.every((gap) => bar.from >= gap.to - 1e-9 || gap.from - bar.from > 0.01)).toBe(true);
});

test("a lane of a service shows its outermost spans", () => {
  const { lanes } = timelineOf({
    lanes: ["db"],
    durationMs: 1,
    spanList: [span("q", "db", 0, 1e6, { isAgent: false }), span("inner", "db", 0, 5e5, { isAgent: false, parentSpanId: "q" })],
    arrows: [],
  });
  expect(lanes[0]?.bars).toMatchObject([{ name: "q", spans: 1 }]);
});

test("ten thousand spans of one agent are few bars that still count them all", () => {
  const spanList = Array.from({ length: 10_000 }, (_, index) => span(`s${index}`, "a", index * 1000, 900));
  const { lanes } = timelineOf({ lanes: ["a"], durationMs: 10, spanList, arrows: [] });
  expect(lanes[0]?.bars.length).toBeLessThan(700);
  expect(lanes[0]?.bars.reduce((sum, bar) => sum + bar.spans, 0)).toBe(10_000);
});

test("an arrow that was never received here, and an empty trace, are drawn without failing", () => {
  const { arrows } = timelineOf({ lanes: ["a"], durationMs: 0, spanList: [], arrows: [{ handoffId: "h", fromLane: "a", toLane: "a", fromNs: 5, toNs: null, failed: false }] });
  expect(arrows[0]).toMatchObject({ to: null, tookNs: null });
});

test("links of arrows that lie on each other stand apart, and the failed handoff's comes first", () => {
  const { arrows } = timelineOf({ lanes: ["a", "b", "c", "d"], durationMs: 1, spanList: [], arrows: [arrow("1", "c"), arrow("2", "c"), arrow("3", "d", true)] });
  const places = arrows.flatMap(({ link }) => (link === null ? [] : [link.lane])).toSorted((a, b) => a - b);
  for (const [index, place] of places.entries()) expect(place - (places[index - 1] ?? -9)).toBeGreaterThan(0.6);
  expect(arrows[2]?.link?.lane).toBe(1.5);
  const many = timelineOf({ lanes: ["a", "b"], durationMs: 1, spanList: [], arrows: Array.from({ length: 50 }, (_, index) => arrow(String(index), "b")) });
  expect(many.arrows.filter(({ link }) => link !== null).length).toBeLessThan(4);
});
