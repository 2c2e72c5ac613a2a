import * as fc from "fast-check";
import { expect, test } from "vitest";
import { compressTime } from "./compress-time.ts";

const S = 1e9;

test("an overnight silence takes little room and is named, and the minutes around it keep theirs", () => {
  const hours = 8 * 3600 * S;
  const { gaps, at } = compressTime([{ fromNs: 0, toNs: 60 * S }, { fromNs: hours, toNs: hours + 60 * S }], hours + 60 * S);
  expect(gaps).toMatchObject([{ fromNs: 60 * S, toNs: hours }]);
  expect(at(60 * S)).toBeGreaterThan(0.4);
  expect(at(hours + 60 * S)).toBeCloseTo(1);
  expect((gaps[0]?.to ?? 0) - (gaps[0]?.from ?? 0)).toBeLessThan(0.1);
});

test("a trace without long silences is drawn as it was", () => {
  const { gaps, at } = compressTime([{ fromNs: 0, toNs: 5 * S }, { fromNs: 5.2 * S, toNs: 10 * S }], 10 * S);
  expect(gaps).toEqual([]);
  expect(at(5 * S)).toBeCloseTo(0.5);
});

test("a silence inside a fast trace is not shortened: there it is news", () => {
  expect(compressTime([{ fromNs: 0, toNs: 1e6 }, { fromNs: 500e6, toNs: 501e6 }], 501e6).gaps).toEqual([]);
});

test("time never runs backwards on the scale, and stays on it", () => {
  const stretch = fc.tuple(fc.double({ min: 0, max: 1e6, noNaN: true }), fc.double({ min: 0, max: 1e4, noNaN: true }));
  fc.assert(
    fc.property(fc.array(stretch, { maxLength: 30 }), fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { maxLength: 20 }), (stretches, times) => {
      const busy = stretches.map(([from, length]) => ({ fromNs: from * S, toNs: Math.min(1e6, from + length) * S }));
      const { at, ticks } = compressTime(busy, 1e6 * S);
      const places = times.toSorted((a, b) => a - b).map((time) => at(time * S));
      for (const [index, placed] of places.entries()) {
        expect(placed).toBeGreaterThanOrEqual((places[index - 1] ?? 0) - 1e-9);
        expect(placed).toBeLessThanOrEqual(1);
      }
      expect(ticks.length).toBeLessThan(200);
    }),
  );
});
