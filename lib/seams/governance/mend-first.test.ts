import * as fc from "fast-check";
import { expect, test } from "vitest";
import { mendWeight, type Exposure } from "./mend-first.ts";

const anyExposure: fc.Arbitrary<Exposure> = fc.record({
  stakes: fc.constantFrom("irreversible", "reversible", null), handoffs: fc.integer({ min: 1, max: 1_000_000 }), silentRateHigh: fc.double({ min: 0.001, max: 1, noNaN: true }), pointsMissing: fc.integer({ min: 0, max: 4 }),
});

test("a thousand handoffs of which 2 % may fail unseen, on a seam that cannot be taken back and lacks two points, weigh 600", () => {
  expect(mendWeight({ stakes: "irreversible", handoffs: 1000, silentRateHigh: 0.02, pointsMissing: 2 })).toBe(600);
});

test("more volume, more silent exposure, one more point missing and higher stakes each weigh more", () => {
  fc.assert(
    fc.property(anyExposure, (exposure) => {
      const weight = mendWeight(exposure);
      expect(mendWeight({ ...exposure, handoffs: exposure.handoffs + 1 })).toBeGreaterThan(weight);
      expect(mendWeight({ ...exposure, silentRateHigh: exposure.silentRateHigh * 1.1 })).toBeGreaterThan(weight);
      expect(mendWeight({ ...exposure, pointsMissing: exposure.pointsMissing + 1 })).toBeGreaterThan(weight);
      const [reversible, unstated, irreversible] = (["reversible", null, "irreversible"] as const).map((stakes) => mendWeight({ ...exposure, stakes }));
      expect(unstated).toBeGreaterThan(reversible ?? 0);
      expect(irreversible).toBeGreaterThan(unstated ?? 0);
    }),
  );
});
