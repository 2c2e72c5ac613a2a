import * as fc from "fast-check";
import { expect, test } from "vitest";
import { scaleOf } from "./time-scale.ts";

const S = 1e9;

test("an overnight silence takes little room and is named, and the minutes around it keep theirs", () => {
  const hours = 8 * 3600 * S;
  const { gaps, at } = scaleOf([{ fromNs: 60 * S, toNs: hours, words: "waiting for a person" }], { fromNs: 0, toNs: hours + 60 * S });
  expect(gaps).toMatchObject([{ fromNs: 60 * S, toNs: hours, words: "waiting for a person" }]);
  expect(at(60 * S)).toBeGreaterThan(0.4);
  expect(at(hours + 60 * S)).toBeCloseTo(1);
  expect((gaps[0]?.to ?? 0) - (gaps[0]?.from ?? 0)).toBeLessThan(0.1);
});

test("a silence that is short, or inside a fast trace, is drawn as it was: there it is news", () => {
  expect(scaleOf([{ fromNs: 5 * S, toNs: 5.2 * S }], { fromNs: 0, toNs: 10 * S }).at(5 * S)).toBeCloseTo(0.5);
  expect(scaleOf([{ fromNs: 1e6, toNs: 5e8 }], { fromNs: 0, toNs: 501e6 }).gaps).toEqual([]);
});

test("a window inside a silence shows the silence", () => {
  const { gaps, at } = scaleOf([{ fromNs: 0, toNs: 100 * S }], { fromNs: 20 * S, toNs: 60 * S });
  expect(gaps).toEqual([]);
  expect(at(40 * S)).toBeCloseTo(0.5);
});

test("ticks stand at round times from the start, in whatever window", () => {
  const { ticks } = scaleOf([], { fromNs: 13 * S, toNs: 53 * S });
  expect(ticks.map((tick) => tick.ns / S)).toEqual([15, 20, 25, 30, 35, 40, 45, 50]);
});

const Seconds = fc.double({ min: 0, max: 1e5, noNaN: true });

test("time never runs backwards on the scale, stays on it, and every place leads back to its moment", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(Seconds, Seconds), { maxLength: 20 }), fc.tuple(Seconds, Seconds), fc.array(Seconds, { maxLength: 20 }), (silent, window, times) => {
      const [fromNs, toNs] = window.map((second) => second * S).toSorted((a, b) => a - b);
      let end = 0;
      const silences = silent.map(([from, length]) => ({ fromNs: from * S, toNs: (from + length) * S })).toSorted((a, b) => a.fromNs - b.fromNs).filter((one) => {
        const apart = one.fromNs >= end && one.toNs > one.fromNs;
        if (apart) end = one.toNs;
        return apart;
      });
      const { at, ns, ticks } = scaleOf(silences, { fromNs: fromNs ?? 0, toNs: toNs ?? 0 });
      const moments = times.map((second) => second * S).toSorted((a, b) => a - b);
      const places = moments.map(at);
      for (const [index, place] of places.entries()) {
        expect(place).toBeGreaterThanOrEqual((places[index - 1] ?? 0) - 1e-9);
        expect(place).toBeLessThanOrEqual(1);
        expect(at(ns(place))).toBeCloseTo(place, 6);
      }
      expect(ticks.length).toBeLessThan(200);
    }),
  );
});
