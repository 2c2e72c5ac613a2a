import * as fc from "fast-check";
import { expect, test } from "vitest";
import { patienceLeft, type Spent } from "./job-patience.ts";

/** When a job ends that gets this share of a processor, looked at as a timer would. */
function stoppedAt(share: number, msMax: number): Spent {
  const spent = { elapsedMs: 0, processorMs: 0 };
  for (let wait = patienceLeft(spent, msMax); wait > 0; wait = patienceLeft(spent, msMax)) {
    spent.elapsedMs += wait;
    spent.processorMs += wait * share;
  }
  return spent;
}

test("what never ends is stopped when its time has passed, since it takes up the processor", () => {
  expect(stoppedAt(1, 1000)).toEqual({ elapsedMs: 1000, processorMs: 1000 });
});

test("a job that other programs keep from being done has its time later, and not for ever", () => {
  expect(stoppedAt(0.25, 1000)).toMatchObject({ processorMs: expect.closeTo(1000, -2) });
  expect(stoppedAt(0.001, 1000)).toMatchObject({ elapsedMs: expect.closeTo(10_000, -2) });
});

test("nothing is stopped before its time, and everything is by ten times that, however much of the processor it gets", () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 8, noNaN: true }), fc.integer({ min: 100, max: 20_000 }), (share, msMax) => {
      const { elapsedMs } = stoppedAt(share, msMax);
      expect(elapsedMs).toBeGreaterThanOrEqual(msMax);
      expect(elapsedMs).toBeLessThanOrEqual(10 * msMax + 10);
    }),
  );
});
