import * as fc from "fast-check";
import { expect, test } from "vitest";
import { wilsonInterval } from "./wilson-interval.ts";

test("the interval agrees with published values", () => {
  // R. G. Newcombe, Statistics in Medicine 17 (1998) 857–872, table I, method 3: 81/263, 15/148, 0/20, 1/29.
  const published = [[81, 263, 0.2553, 0.3662], [15, 148, 0.0624, 0.1605], [0, 20, 0, 0.1611], [1, 29, 0.0061, 0.1718]] as const;
  for (const [hits, trials, low, high] of published) {
    const interval = wilsonInterval(hits, trials);
    expect(interval?.low).toBeCloseTo(low, 4);
    expect(interval?.high).toBeCloseTo(high, 4);
  }
});

test("the interval lies within 0…1 and holds the rate", () => {
  const hitsOfTrials = fc.integer({ min: 1, max: 1e9 }).chain((trials) => fc.tuple(fc.integer({ min: 0, max: trials }), fc.constant(trials)));
  fc.assert(fc.property(hitsOfTrials, ([hits, trials]) => {
    const { low, high } = wilsonInterval(hits, trials) ?? { low: -1, high: 2 };
    expect(low).toBeGreaterThanOrEqual(0);
    expect(high).toBeLessThanOrEqual(1);
    expect(low).toBeLessThanOrEqual(hits / trials + 1e-12);
    expect(high).toBeGreaterThanOrEqual(hits / trials - 1e-12);
  }));
});

test("without trials there is no interval", () => {
  expect(wilsonInterval(0, 0)).toBeUndefined();
});
