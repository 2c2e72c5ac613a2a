import { expect, test } from "vitest";
import { RangeParams, rangeOf, readParams, searchOf } from "./url-params.ts";

const NOW = new Date("2026-11-20T08:00:00Z");

test("a time without a zone is UTC, one with a zone keeps it", () => {
  expect(readParams(RangeParams, { from: "2026-11-20T07:00", to: "2026-11-20T09:00+01:00" })).toEqual({
    from: new Date("2026-11-20T07:00:00Z"),
    to: new Date("2026-11-20T08:00:00Z"),
  });
});

test("what cannot be read counts as absent", () => {
  expect(readParams(RangeParams, { from: "yesterday", to: "9999-99-99" })).toEqual({});
  expect(rangeOf(readParams(RangeParams, { range: "5000y" }), undefined, NOW).key).toBe("24h");
});

test("of a parameter given several times the first counts", () => {
  expect(readParams(RangeParams, { range: ["7d", "1h"] }).range).toBe("7d");
  expect(searchOf({ range: ["7d", "1h"], q: "a b", empty: "" })).toBe("range=7d&q=a+b");
});

test("all time is cut to where there is traffic", () => {
  const extent = { from: new Date("2026-11-01T00:00:00Z"), to: new Date("2026-11-02T00:00:00Z") };
  expect(rangeOf({ range: "all" }, extent, NOW)).toMatchObject({ key: "all", ...extent });
  expect(rangeOf({ range: "7d" }, extent, NOW).from).toEqual(new Date("2026-11-13T08:00:00Z"));
});
