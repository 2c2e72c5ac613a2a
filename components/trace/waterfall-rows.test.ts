import * as fc from "fast-check";
import { expect, test } from "vitest";
import { packSpans } from "./pack-spans.ts";
import { ancestorsOf, nextAfter, subtreeEnds, visibleRows } from "./waterfall-rows.ts";

// root ─┬─ a ── b
//       └─ c
// other
const DEPTH = [0, 1, 2, 1, 0];

test("subtreeEnds() finds what is inside each span", () => {
  expect(subtreeEnds(DEPTH)).toEqual([4, 3, 3, 4, 5]);
});

test("folding a span hides what is inside it, and nothing else", () => {
  const ends = subtreeEnds(DEPTH);
  expect(visibleRows(ends, new Set())).toEqual([0, 1, 2, 3, 4]);
  expect(visibleRows(ends, new Set([1]))).toEqual([0, 1, 3, 4]);
  expect(visibleRows(ends, new Set([0, 1]))).toEqual([0, 4]);
});

test("ancestorsOf() gives the way in from the root", () => {
  expect(ancestorsOf(DEPTH, 2)).toEqual([0, 1]);
  expect(ancestorsOf(DEPTH, 4)).toEqual([]);
});

test("nextAfter() goes round", () => {
  expect(nextAfter([2, 5], 2)).toBe(5);
  expect(nextAfter([2, 5], 5)).toBe(2);
  expect(nextAfter([], 5)).toBeUndefined();
});

test("for any tree, a span's ancestors are exactly the spans whose subtree holds it", () => {
  const tree = fc.array(fc.nat(5), { maxLength: 60 }).map((wanted) => {
    const depth: number[] = [];
    for (const level of wanted) depth.push(Math.min(level, (depth.at(-1) ?? -1) + 1));
    return depth;
  });
  fc.assert(
    fc.property(tree, (depth) => {
      const ends = subtreeEnds(depth);
      for (const index of depth.keys()) {
        const holding = ends.flatMap((end, above) => (above < index && index < end ? [above] : []));
        expect(ancestorsOf(depth, index)).toEqual(holding);
      }
    }),
  );
});

test("packSpans() writes every name once", () => {
  const span = { parentSpanId: "", kind: "internal", service: "s", isAgent: false, startNs: 1, durationNs: 2, depth: 0, handoffIds: [] } as const;
  const packed = packSpans([
    { ...span, spanId: "a", name: "chat", lane: "x", status: "error", handoffIds: ["h"] },
    { ...span, spanId: "b", name: "chat", lane: "y", status: "unset", handoffIds: [] },
  ]);
  expect(packed).toMatchObject({ names: ["chat"], name: [0, 0], lanes: ["x", "y"], lane: [0, 1], errors: [0], handoffs: [[0, ["h"]]] });
});
