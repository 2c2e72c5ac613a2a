import { expect, test } from "vitest";
import { roundTicks } from "./round-ticks.ts";

const every = (ms: number, count: number, from = "2026-11-20T00:15:00Z") =>
  Array.from({ length: count }, (_, index) => new Date(Date.parse(from) + index * ms).toISOString());

test("a day in quarters of an hour is marked every three hours", () => {
  const { ticks, daily } = roundTicks(every(900_000, 96));
  expect(daily).toBe(false);
  expect(ticks.map((at) => at.slice(11, 16))).toEqual(["03:00", "06:00", "09:00", "12:00", "15:00", "18:00", "21:00", "00:00"]);
});

test("a month in days is marked by days", () => {
  const { ticks, daily } = roundTicks(every(86_400_000, 30, "2026-11-01T00:00:00Z"));
  expect(daily).toBe(true);
  expect(ticks.length).toBeGreaterThan(1);
  expect(ticks.length).toBeLessThan(10);
});

test("points that never fall on a round time are still marked, and no points give no ticks", () => {
  expect(roundTicks(every(61_001, 50, "2026-11-20T00:00:07Z")).ticks.length).toBeGreaterThan(3);
  expect(roundTicks([]).ticks).toEqual([]);
});
