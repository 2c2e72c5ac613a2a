import * as fc from "fast-check";
import { expect, test } from "vitest";
import { countOf, formatCount, formatRate } from "./count.ts";

test("counts have thousands separators and the right number of the noun", () => {
  expect(formatCount(12_431)).toBe("12,431");
  expect(countOf(1, "handoff")).toBe("1 handoff");
  expect(countOf(0, "handoff")).toBe("0 handoffs");
  expect(countOf(2, "class", "classes")).toBe("2 classes");
});

test.each([
  [null, "–"],
  [0, "0%"],
  [1, "100%"],
  [0.00004, "<0.01%"],
  [0.0004, "0.04%"],
  [0.001, "0.1%"],
  [0.042, "4.2%"],
  [0.42, "42%"],
  [0.9996, "99.96%"],
  [0.99999, ">99.99%"],
])("formatRate(%s) says %s", (rate, words) => {
  expect(formatRate(rate)).toBe(words);
});

test("formatRate() says 0% and 100% only when they are exact", () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1, noNaN: true, minExcluded: true, maxExcluded: true }), (rate) => {
      expect(formatRate(rate)).not.toMatch(/^(0(\.0+)?|100(\.0+)?)%$/);
    }),
  );
});
