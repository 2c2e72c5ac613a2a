import * as fc from "fast-check";
import { expect, test } from "vitest";
import { searchBackwards } from "./search-backwards.ts";
import { ALL_TIME } from "./time-window.ts";

/** Newest rows since a time, as a query answers them. */
function newest(times: readonly number[], from: Date, to: Date, wanted: number): number[] {
  const inside = times.filter((at) => at >= from.getTime() && at < to.getTime());
  return inside.toSorted((a, b) => b - a).slice(0, wanted);
}

const anyMs = fc.integer({ min: 0, max: 4_000_000_000_000 });
const anyWindow = fc.oneof(fc.constant(ALL_TIME), fc.tuple(anyMs, anyMs).map(([a, b]) => ({ from: new Date(Math.min(a, b)), to: new Date(Math.max(a, b)) })));

test("it finds the same rows as a look at everything, however the rows are spread", async () => {
  const anyTimes = fc.oneof(fc.array(anyMs, { minLength: 1 }), fc.array(fc.integer({ min: 1_795_000_000_000, max: 1_795_000_001_000 }), { minLength: 1 }));
  await fc.assert(fc.asyncProperty(anyTimes, anyWindow, fc.integer({ min: 1, max: 20 }), fc.integer({ min: 0, max: 1_000_000 }), async (times, window, wanted, rows) => {
    const extent = { rows, from: new Date(Math.min(...times)), to: new Date(Math.max(...times)) };
    const found = await searchBackwards(extent, window, wanted, async (from) => newest(times, from, window.to, wanted));
    expect(found).toEqual(newest(times, window.from, window.to, wanted));
  }));
});

test("with much history it asks for the newest part of it alone", async () => {
  const extent = { rows: 1_000_000, from: new Date("2026-01-01T00:00:00Z"), to: new Date("2026-11-20T00:00:00Z") };
  const asked: Date[] = [];
  await searchBackwards(extent, ALL_TIME, 50, async (from) => {
    asked.push(from);
    return Array.from({ length: 50 });
  });
  expect(asked).toHaveLength(1);
  expect(asked[0]?.getTime()).toBeGreaterThan(Date.parse("2026-11-19T00:00:00Z"));
});

test("a search that finds nothing ends after a few looks, the last of them at everything", async () => {
  const extent = { rows: 10_000_000, from: new Date("2020-01-01T00:00:00Z"), to: new Date("2026-11-20T00:00:00Z") };
  const asked: Date[] = [];
  await searchBackwards(extent, ALL_TIME, 50, async (from) => {
    asked.push(from);
    return [];
  });
  expect(asked.length).toBeLessThan(8);
  expect(asked.at(-1)).toEqual(ALL_TIME.from);
});
