import * as fc from "fast-check";
import { expect, test } from "vitest";
import { type GraphLayout, type LaidSeam, layoutGraph } from "./layout-graph.ts";
import { shortenEnd, smoothPath } from "./smooth-path.ts";

const seam = (source: string, target: string, { contract = "", weight = 3 } = {}): LaidSeam => ({ id: `${source}>${target}>${contract}`, source, target, weight });

test("layoutGraph() puts a receiver to the right of its sender, and nothing on top of anything", () => {
  const { nodes } = layoutGraph([seam("a", "b"), seam("b", "c"), seam("a", "d")]);
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

const NAMES = ["a", "b", "c", "d", "e", "f", "g", "h"];
const anyGraph = fc.uniqueArray(
  fc.record({ source: fc.constantFrom(...NAMES), target: fc.constantFrom(...NAMES), contract: fc.constantFrom("", "x", "y"), weight: fc.integer({ min: 1, max: 20 }) }),
  { maxLength: 30, selector: (one) => `${one.source}${one.target}${one.contract}` },
).map((edges) => edges.map((one) => seam(one.source, one.target, one)));

/** Where everything stands, in an order of its own. */
const picture = ({ nodes, lines, width, height }: GraphLayout) => ({ width, height, nodes: nodes.toSorted((a, b) => (a.name < b.name ? -1 : 1)), lines: lines.toSorted((a, b) => (a.seamId < b.seamId ? -1 : 1)) });

test("layoutGraph() gives the same picture every time, of any graph", () => {
  fc.assert(fc.property(anyGraph, (seams) => {
    expect(layoutGraph(structuredClone(seams))).toEqual(layoutGraph(seams));
  }));
});

test("layoutGraph() gives one connected graph the same picture whatever the order of its seams", () => {
  const connected = anyGraph.map((seams) => [seam("hub", "a"), ...NAMES.slice(1).map((name) => seam("hub", name)), ...seams]);
  const shuffled = connected.chain((seams) => fc.tuple(fc.constant(seams), fc.shuffledSubarray(seams, { minLength: seams.length })));
  fc.assert(fc.property(shuffled, ([seams, others]) => {
    expect(picture(layoutGraph(others))).toEqual(picture(layoutGraph(seams)));
  }), { numRuns: 40 });
});

test("layoutGraph() draws every contract between the same two agents as a line of its own", () => {
  const { nodes, lines } = layoutGraph([seam("a", "b"), seam("a", "b", { contract: "other" }), seam("a", "a")]);
  expect(nodes).toHaveLength(2);
  expect(lines).toHaveLength(3);
  for (const line of lines) expect(line.points.length).toBeGreaterThan(1);
});

test("layoutGraph() places every agent and line of any graph: cycles, islands, self-handoffs, any volume", () => {
  fc.assert(
    fc.property(anyGraph, (seams) => {
      const { nodes, lines } = layoutGraph(seams);
      expect(lines).toHaveLength(seams.length);
      for (const { x, y } of [...nodes, ...lines.flatMap((line) => [...line.points, line.label])]) expect(Number.isFinite(x + y)).toBe(true);
    }),
  );
});

test("layoutGraph() of nothing is empty", () => {
  expect(layoutGraph([])).toEqual({ nodes: [], lines: [], width: 0, height: 0 });
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
  const { nodes, lines } = layoutGraph([seam("a", "b"), seam("a", "c"), seam("c", "a")]);
  const node = (name: string) => nodes.find((one) => one.name === name) ?? { x: 0, y: 0, width: 0, height: 0 };
  const line = (id: string) => lines.find((one) => one.seamId === id)?.points ?? [];
  const { x, y, width, height } = node("a");
  expect(line("a>b>")[0]).toEqual({ x: x + width, y: y + height / 2 });
  expect(line("a>b>").at(-1)).toEqual({ x: node("b").x, y: node("b").y + height / 2 });
});

test("layoutGraph() sets islands beside each other, so that many small ones do not make one tall column", () => {
  const { nodes } = layoutGraph(Array.from({ length: 12 }, (_, index) => seam(`from${index}`, `to${index}`)));
  const right = Math.max(...nodes.map((node) => node.x + node.width));
  const bottom = Math.max(...nodes.map((node) => node.y + node.height));
  expect(right / bottom).toBeGreaterThan(1.5);
});
