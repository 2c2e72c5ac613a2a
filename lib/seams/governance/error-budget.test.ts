import * as fc from "fast-check";
import { expect, test } from "vitest";
import { errorBudget } from "./error-budget.ts";

const FROM = "2026-10-21T00:00:00.000Z";
const budget = (objective: number, handoffs: number, failed: number) => errorBudget({ objective, window: "30d" }, FROM, { handoffs, failed });
const anyObjective = fc.double({ min: 0, max: 100, noNaN: true });
const anyCount = fc.integer({ min: 1, max: 10_000_000 });

test("99.5 % of 1,000 handoffs allow five failures; two of them leave three fifths", () => {
  expect(budget(99.5, 1000, 2)).toEqual({ objective: 99.5, window: "30d", from: FROM, handoffs: 1000, failed: 2, allowed: 5, remaining: 0.6 });
});

test("without traffic nothing is known to be left", () => {
  expect(budget(99, 0, 0).remaining).toBeNull();
});

test("no failure leaves the whole budget, whatever the objective", () => {
  fc.assert(fc.property(anyObjective, anyCount, (objective, handoffs) => {
    expect(budget(objective, handoffs, 0).remaining).toBe(1);
  }));
});

test("exactly as many failures as are allowed leave nothing", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 99 }), fc.integer({ min: 1, max: 100_000 }), (objective, hundreds) => {
      const handoffs = hundreds * 100;
      const { allowed } = budget(objective, handoffs, 0);
      expect(budget(objective, handoffs, allowed).remaining).toBe(0);
    }),
  );
});

test("each further failure leaves less, also beyond the budget and where none is allowed", () => {
  fc.assert(
    fc.property(fc.oneof(anyObjective, fc.constant(100)), anyCount, fc.integer({ min: 0, max: 1000 }), (objective, handoffs, failed) => {
      const [before, after] = [budget(objective, handoffs, failed).remaining, budget(objective, handoffs, failed + 1).remaining];
      expect(after ?? 0).toBeLessThan(before ?? 0);
      expect(Number.isFinite(after)).toBe(true);
    }),
  );
});
