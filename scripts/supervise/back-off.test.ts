import { assert, nat, property } from "fast-check";
import { expect, test } from "vitest";
import { backOffMs, restartsInARow } from "./back-off.ts";

test("the wait starts at 250 ms, doubles, and stays at 30 s", () => {
  expect([0, 1, 2, 6, 7, 50].map(backOffMs)).toEqual([250, 500, 1000, 16_000, 30_000, 30_000]);
});

test("however often a process dies, the wait is between 250 ms and 30 s and never gets shorter", () => {
  assert(
    property(nat(5000), (restarts) => {
      expect(backOffMs(restarts)).toBeGreaterThanOrEqual(250);
      expect(backOffMs(restarts)).toBeLessThanOrEqual(30_000);
      expect(backOffMs(restarts + 1)).toBeGreaterThanOrEqual(backOffMs(restarts));
    }),
  );
});

test("a process that was up for a minute starts counting anew", () => {
  expect(restartsInARow(5, 60_000)).toBe(0);
  expect(restartsInARow(5, 59_999)).toBe(5);
});
