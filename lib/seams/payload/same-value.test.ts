import { expect, test } from "vitest";
import { isRounded, isSameValue, numberIn } from "./same-value.ts";

test("one value in two notations is the same", () => {
  expect(isSameValue(10, "10.0")).toBe(true);
  expect(isSameValue(0.1 + 0.2, 0.3)).toBe(true);
  expect(isSameValue(" Refund  NOW", "refund now")).toBe(true);
  expect(isSameValue("2026-11-21T08:00:00Z", "2026-11-21T09:00:00.000+01:00")).toBe(true);
});

test("another number, text or moment is not", () => {
  expect(isSameValue(10.25, 10)).toBe(false);
  expect(isSameValue("refund", "refunds")).toBe(false);
  expect(isSameValue("2026-11-21T08:00:00Z", "2026-11-21T08:00:00+01:00")).toBe(false);
  expect(isSameValue("90071992547409930001", "90071992547409930002")).toBe(false);
});

test("a number to fewer digits is rounded, another one is not", () => {
  for (const [before, after] of [[10.25, 10], [10.9, 10], [1234, 1200], [-0.126, -0.13], [99.5, 100]] as const) expect(isRounded(before, after)).toBe(true);
  for (const [before, after] of [[400, 500], [10.25, 12], [17, 0], [1, 1e30]] as const) expect(isRounded(before, after)).toBe(false);
});

test("what is written like a number is one; ids and prose are none", () => {
  expect([numberIn("12.5"), numberIn("1e3"), numberIn(7)]).toEqual([12.5, 1000, 7]);
  expect([numberIn("A-100"), numberIn(""), numberIn("1234567890123456"), numberIn(true), numberIn(null)]).toEqual(Array(5).fill(undefined));
});
