import { expect, test } from "vitest";
import { bandsOf } from "./trend-marks.ts";

const STARTS = ["2026-11-20T10:00:00.000Z", "2026-11-20T11:00:00.000Z", "2026-11-20T12:00:00.000Z"];
const bands = (openedAt: string, resolvedAt: string | null) => bandsOf([{ id: "f", openedAt: `2026-11-20T${openedAt}Z`, resolvedAt: resolvedAt === null ? null : `2026-11-20T${resolvedAt}Z` }], STARTS).map(({ from, to }) => [from.slice(11, 13), to.slice(11, 13)]);

test("a firing is a band from the column it began in to the one it ended in", () => {
  expect(bands("10:30:00", "11:10:00")).toEqual([["10", "11"]]);
  expect(bands("11:00:00", "11:00:00")).toEqual([["11", "11"]]);
});

test("what goes on ends at the chart's end, what began before it begins at its start, and what ended before it is left out", () => {
  expect(bands("11:30:00", null)).toEqual([["11", "12"]]);
  expect(bands("08:00:00", "10:10:00")).toEqual([["10", "10"]]);
  expect(bands("08:00:00", "09:00:00")).toEqual([]);
});
