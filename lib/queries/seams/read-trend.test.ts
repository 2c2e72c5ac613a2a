import * as fc from "fast-check";
import { expect, test } from "vitest";
import { wholeMinutes } from "../time-window.ts";
import { BUCKETS_MAX, roundStepS } from "./read-trend.ts";

const anyInstant = fc.date({ min: new Date(0), max: new Date("2200-01-01T00:00:00Z"), noInvalidDate: true });

test("no window, however long, needs more buckets than a chart takes", () => {
  fc.assert(fc.property(anyInstant, anyInstant, (a, b) => {
    const window = wholeMinutes(a < b ? { from: a, to: b } : { from: b, to: a });
    const step = roundStepS(window, BUCKETS_MAX);
    const buckets = Math.ceil(window.to.getTime() / 1000 / step) - Math.floor(window.from.getTime() / 1000 / step);
    expect(buckets).toBeLessThanOrEqual(BUCKETS_MAX);
    expect(buckets).toBeGreaterThanOrEqual(1);
    expect(step % 60).toBe(0);
  }));
});

test("an hour is read by the minute, a day by the quarter hour, a month by six hours", () => {
  const to = new Date("2026-11-20T00:00:00Z");
  const hoursBefore = (hours: number) => ({ from: new Date(to.getTime() - hours * 3_600_000), to });
  expect(roundStepS(hoursBefore(1), BUCKETS_MAX)).toBe(60);
  expect(roundStepS(hoursBefore(24), BUCKETS_MAX)).toBe(15 * 60);
  expect(roundStepS(hoursBefore(30 * 24), BUCKETS_MAX)).toBe(6 * 3600);
  expect(roundStepS(hoursBefore(365 * 24), BUCKETS_MAX)).toBe(4 * 86_400);
});
