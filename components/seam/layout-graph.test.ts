import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { SeamSummary } from "@/lib/model/seam.ts";
import { DRAWN_MAX, layoutGraph } from "./layout-graph.ts";
import { shortenEnd, smoothPath } from "./smooth-path.ts";

const seam = (source: string, target: string, changes: Partial<SeamSummary> = {}): SeamSummary => ({
  id: `${source}>${target}>${changes.contract ?? ""}`,
  source,
  target,
  sourceType: "agent",
  targetType: "agent",
  contract: "",
  inferred: false,
  handoffs: 10,
  failed: 0,
  silent: 0,
  lost: 0,
  failureRate: 0,
  failureRateLow: 0,
  failureRateHigh: 0.3,
  p50Ms: 1,
  p95Ms: 2,
  versions: [],
  sparkline: [],
  firstSeenAt: "",
  lastSeenAt: "",
  ...changes,
});

test("layoutGraph() puts a receiver to the right of its sender, and nothing on top of anything", () => {
  const { nodes } = layoutGraph([seam("a", "b"), seam("b", "c"), seam("a", "d")], undefined);
  const x = Object.fromEntries(nodes.map((node) => [node.name, node.x]));
  expect(x["b"]).toBeGreaterThan(x["a"] ?? 0);
  expect(x["c"]).toBeGreaterThan(x["b"] ?? 0);
  for (const one of nodes) {
    for (const other of nodes) {
      if (one === other) continue;
      const apart = one.x + one.width <= other.x || other.x + other.width <= one.x || one.y + one.height <= other.y || other.y + other.height <= one.y;
      expect(apart).toBe(true);
    }
  }
});

test("layoutGraph() gives the same picture whatever the order of the seams", () => {
  const seams = [seam("a", "b"), seam("b", "a"), seam("b", "c"), seam("c", "c"), seam("a", "b", { contract: "other" })];
  expect(layoutGraph(seams.toReversed(), undefined)).toEqual(layoutGraph(seams, undefined));
});

test("layoutGraph() draws every contract between the same two agents as a line of its own", () => {
  const { nodes, lines } = layoutGraph([seam("a", "b"), seam("a", "b", { contract: "other" }), seam("a", "a")], undefined);
  expect(nodes).toHaveLength(2);
  expect(lines).toHaveLength(3);
  for (const line of lines) expect(line.points.length).toBeGreaterThan(1);
});

test("layoutGraph() says how many seams it leaves out, and keeps the worst", () => {
  const many = Array.from({ length: 300 }, (_, index) => seam(`s${index}`, `t${index % 17}`));
  const { lines, left } = layoutGraph([...many, seam("bad", "worse", { failed: 3 })], undefined);
  expect(lines).toHaveLength(DRAWN_MAX);
  expect(left).toBe(301 - DRAWN_MAX);
  expect(lines.map((line) => line.seamId)).toContain("bad>worse>");
});

test("layoutGraph() draws only the focused agent's seams when not all can be drawn, and all when they can", () => {
  const many = Array.from({ length: 300 }, (_, index) => seam(`s${index}`, `t${index % 100}`));
  expect(layoutGraph(many, "t7").lines.map((line) => line.seamId).toSorted()).toEqual(["s107>t7>", "s207>t7>", "s7>t7>"]);
  expect(layoutGraph(many.slice(0, 10), "t7").lines).toHaveLength(10);
});

test("layoutGraph() places every agent and line of any graph: cycles, islands, self-handoffs, any volume", () => {
  const name = fc.constantFrom("a", "b", "c", "d", "e", "f", "g", "h");
  const edge = fc.record({ source: name, target: name, contract: fc.constantFrom("", "x", "y"), handoffs: fc.integer({ min: 1, max: 100_000 }) });
  fc.assert(
    fc.property(fc.uniqueArray(edge, { maxLength: 30, selector: (one) => `${one.source}${one.target}${one.contract}` }), (edges) => {
      const { nodes, lines } = layoutGraph(edges.map((one) => seam(one.source, one.target, one)), undefined);
      expect(lines).toHaveLength(edges.length);
      for (const { x, y } of [...nodes, ...lines.flatMap((line) => [...line.points, line.label])]) expect(Number.isFinite(x + y)).toBe(true);
    }),
  );
});

test("layoutGraph() of nothing is empty", () => {
  expect(layoutGraph([], undefined)).toEqual({ nodes: [], lines: [], left: 0, width: 0, height: 0 });
});

test("smoothPath() passes through every point, so that a label on one stands on the line", () => {
  expect(smoothPath([{ x: 0, y: 0 }, { x: 5, y: 5 }])).toBe("M0,0 L5,5");
  expect(smoothPath([{ x: 0, y: 0 }, { x: 6, y: 12 }, { x: 12, y: 0 }])).toBe("M0,0 C1,2 4,12 6,12 C8,12 11,2 12,0");
  expect(smoothPath([{ x: 0, y: 0 }])).toBe("");
});

test("shortenEnd() makes room for an arrowhead along the line", () => {
  expect(shortenEnd([{ x: 0, y: 0 }, { x: 10, y: 0 }], 4)).toEqual([{ x: 0, y: 0 }, { x: 6, y: 0 }]);
  expect(shortenEnd([{ x: 0, y: 0 }, { x: 3, y: 4 }], 5)).toEqual([{ x: 0, y: 0 }, { x: 0, y: 0 }]);
  expect(shortenEnd([], 5)).toEqual([]);
});

test("layoutGraph() sets islands beside each other, so that many small ones do not make one tall column", () => {
  const { nodes } = layoutGraph(Array.from({ length: 12 }, (_, index) => seam(`from${index}`, `to${index}`)), undefined);
  const right = Math.max(...nodes.map((node) => node.x + node.width));
  const bottom = Math.max(...nodes.map((node) => node.y + node.height));
  expect(right / bottom).toBeGreaterThan(1.5);
});
