import * as fc from "fast-check";
import { expect, test } from "vitest";
import { GAP_MS, isDue, planAfter, planFor, type RefreshPlan } from "./refresh-plan.ts";

const NEVER = Infinity;
/** Runs a page for a minute with news at these moments; returns when it was read anew. */
function readings(news: readonly number[], everyMs: number): number[] {
  let plan: RefreshPlan = { lastMs: 0, dueMs: undefined, follows: false };
  const made: number[] = [];
  for (let nowMs = 0; nowMs <= 60_000; nowMs += 100) {
    for (const at of news) if (at > nowMs - 100 && at <= nowMs) plan = planFor(plan, nowMs);
    if (!isDue(plan, nowMs, everyMs)) continue;
    made.push(nowMs);
    plan = planAfter(plan, nowMs);
  }
  return made;
}

test("after any news the page is read anew, and once more when its totals have been recomputed", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 5000, max: 45_000 }), { minLength: 1, maxLength: 50 }), (news) => {
      const made = readings(news, NEVER);
      for (const at of news) expect(made.filter((ms) => ms > at).length).toBeGreaterThanOrEqual(2);
    }),
  );
});

test("however fast news come, readings keep their distance", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 60_000 }), { maxLength: 300 }), (news) => {
      const made = readings(news, 10_000);
      for (const [index, at] of made.entries()) expect(at - (made[index - 1] ?? 0)).toBeGreaterThanOrEqual(GAP_MS);
    }),
  );
});

test("without news nothing is read but what moves with time", () => {
  expect(readings([], NEVER)).toEqual([]);
  expect(readings([], 20_000)).toEqual([20_000, 40_000, 60_000]);
});
