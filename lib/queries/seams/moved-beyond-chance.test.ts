import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isP95Moved, isRateMoved, isVolumeMoved, P95_LEVELS } from "./moved-beyond-chance.ts";

const share = fc.integer({ min: 1, max: 10_000 }).chain((trials) => fc.record({ trials: fc.constant(trials), hits: fc.integer({ min: 0, max: trials }) }));

const linear = (n: number, most: number) => ({ n, quantiles: P95_LEVELS.map((level) => level * most) });
const tenfold = ({ hits, trials }: { hits: number; trials: number }) => ({ hits: hits * 10, trials: trials * 10 });

describe("isRateMoved()", () => {
  test.each([
    ["56/70 against 48/80, Newcombe's first example, whose interval is 0.0524 to 0.3339", [56, 70], [48, 80], true],
    ["9/10 against 3/10, whose interval is 0.1705 to 0.8090", [9, 10], [3, 10], true],
    ["5/56 against 0/29, whose interval is −0.0381 to 0.1926", [5, 56], [0, 29], false],
    ["one of one against none of one: too few to tell", [0, 1], [1, 1], false],
    ["nothing handed over", [0, 0], [5, 5], false],
  ])("%s", (_, [hits1 = 0, trials1 = 0], [hits2 = 0, trials2 = 0], moved) => {
    expect(isRateMoved({ hits: hits1, trials: trials1 }, { hits: hits2, trials: trials2 })).toBe(moved);
  });

  test("does not depend on which window is which, and equal rates never move", () => {
    const holds = fc.property(share, share, (a, b) => isRateMoved(a, b) === isRateMoved(b, a) && !isRateMoved(a, a));
    expect(() => fc.assert(holds)).not.toThrow();
  });

  test("what is told of few stays told of ten times as many at the same rates", () => {
    const holds = fc.property(share, share, (a, b) => !isRateMoved(a, b) || isRateMoved(tenfold(a), tenfold(b)));
    expect(() => fc.assert(holds)).not.toThrow();
  });
});

test("isVolumeMoved() wants both: more than chance, and half as much again", () => {
  expect(isVolumeMoved(1, 4)).toBe(false);
  expect(isVolumeMoved(1000, 1200)).toBe(false);
  expect(isVolumeMoved(100, 160)).toBe(true);
  expect(isVolumeMoved(160, 100)).toBe(true);
  expect(isVolumeMoved(0, 0)).toBe(false);
});

describe("isP95Moved()", () => {
  test("wants intervals that do not meet, and a quarter more", () => {
    expect(isP95Moved(linear(1000, 100), linear(1000, 200))).toBe(true);
    expect(isP95Moved(linear(1000, 100), linear(1000, 110))).toBe(false);
    expect(isP95Moved(linear(10, 100), linear(10, 110))).toBe(false);
  });

  test("cannot tell of few, or of nothing", () => {
    expect(isP95Moved(linear(72, 100), linear(1000, 1000))).toBe(false);
    expect(isP95Moved(linear(73, 100), linear(1000, 1000))).toBe(true);
    expect(isP95Moved({ n: 0, quantiles: P95_LEVELS.map(() => null) }, linear(1000, 200))).toBe(false);
  });

  test("never says that a window differs from itself", () => {
    const holds = fc.property(fc.integer({ min: 1, max: 10_000 }), fc.float({ min: 1, max: 1000, noNaN: true }), (n, most) => !isP95Moved(linear(n, most), linear(n, most)));
    expect(() => fc.assert(holds)).not.toThrow();
  });
});
