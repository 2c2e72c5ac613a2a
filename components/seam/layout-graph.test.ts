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
  expect(smoothPath([{ x: 0, y: 0 }, { x: 10, y: 4 }])).toBe("M0,0 C5,0 5,4 10,4");
  expect(smoothPath([{ x: 0, y: 0 }, { x: 6, y: 12 }, { x: 12, y: 0 }])).toBe("M0,0 C3,0 3,12 6,12 C9,12 9,0 12,0");
  expect(smoothPath([{ x: 0, y: 0 }])).toBe("");
});

test("shortenEnd() makes room for an arrowhead on the side the line comes from", () => {
  expect(shortenEnd([{ x: 0, y: 0 }, { x: 10, y: 3 }], 4)).toEqual([{ x: 0, y: 0 }, { x: 6, y: 3 }]);
  expect(shortenEnd([{ x: 10, y: 0 }, { x: 0, y: 3 }], 4)).toEqual([{ x: 10, y: 0 }, { x: 4, y: 3 }]);
  expect(shortenEnd([], 5)).toEqual([]);
});

test("layoutGraph() lets lines leave and arrive at the middle of a side, so that none crosses its own agents", () => {
  const { nodes, lines } = layoutGraph([seam("a", "b"), seam("a", "c"), seam("c", "a")], undefined);
  const node = (name: string) => nodes.find((one) => one.name === name) ?? { x: 0, y: 0, width: 0, height: 0 };
  const line = (id: string) => lines.find((one) => one.seamId === id)?.points ?? [];
  const { x, y, width, height } = node("a");
  expect(line("a>b>")[0]).toEqual({ x: x + width, y: y + height / 2 });
  expect(line("a>b>").at(-1)).toEqual({ x: node("b").x, y: node("b").y + height / 2 });
});

test("layoutGraph() sets islands beside each other, so that many small ones do not make one tall column", () => {
  const { nodes } = layoutGraph(Array.from({ length: 12 }, (_, index) => seam(`from${index}`, `to${index}`)), undefined);
  const right = Math.max(...nodes.map((node) => node.x + node.width));
  const bottom = Math.max(...nodes.map((node) => node.y + node.height));
  expect(right / bottom).toBeGreaterThan(1.5);
});
