import * as fc from "fast-check";
import { expect, test } from "vitest";
import { attributesOf } from "@/lib/model/attributes.ts";
import type { Span } from "@/lib/model/span.ts";
import { makeSpan } from "@/lib/testing/make-span.ts";
import { indexTrace, type TraceFlaws } from "./index-trace.ts";

const id = (digit: string): string => digit.repeat(16);
const span = (own: string, parent: string, changes: Partial<Span> = {}): Span => makeSpan({ spanId: id(own), parentSpanId: parent === "" ? "" : id(parent), ...changes });
const NONE: TraceFlaws = { ownParents: 0, circles: 0, moreRoots: 0, otherCopies: 0 };

const CASES: [string, Span[], Partial<TraceFlaws>][] = [
  ["a tree", [span("1", ""), span("2", "1"), span("3", "1")], {}],
  ["a span that came twice", [span("1", ""), span("1", "")], {}],
  ["a parent that never came", [span("1", ""), span("2", "9")], {}],
  ["a span that is its own parent", [span("1", ""), span("2", "2")], { ownParents: 1 }],
  ["two roots", [span("1", ""), span("2", "")], { moreRoots: 1 }],
  ["a circle of three", [span("1", "3"), span("2", "1"), span("3", "2")], { circles: 1 }],
  ["two circles", [span("1", "2"), span("2", "1"), span("3", "4"), span("4", "3")], { circles: 2 }],
  ["another span under the same id", [span("1", ""), span("1", "", { attributes: attributesOf([["a", "b"]]) })], { otherCopies: 1 }],
];

test.each(CASES)("the shape of %s is told, in whatever order its spans come", (_, spans, flaws) => {
  fc.assert(
    fc.property(fc.shuffledSubarray(spans, { minLength: spans.length }), (shuffled) => {
      const trace = indexTrace("t", shuffled);
      expect(trace.flaws).toEqual({ ...NONE, ...flaws });
      expect(trace.spans.filter((each) => trace.parentOf(each) === undefined).length).toBeGreaterThan(0);
    }),
  );
});
