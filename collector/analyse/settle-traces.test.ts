import { expect, test } from "vitest";
import { settleTraces } from "./settle-traces.ts";

test("a trace is due once it has been quiet, and only once", () => {
  const settler = settleTraces(2000);
  settler.grew("a", 0);
  settler.grew("a", 1500);
  expect(settler.takeDue(3000, 10)).toEqual([]);
  expect(settler.takeDue(3500, 10)).toEqual(["a"]);
  expect(settler.takeDue(9999, 10)).toEqual([]);
});

test("a trace that has grown again is due again", () => {
  const settler = settleTraces(2000);
  settler.grew("a", 0);
  settler.takeDue(2000, 10);
  settler.grew("a", 2100);
  expect(settler.takeDue(4100, 10)).toEqual(["a"]);
});

test("a trace that never falls quiet is analysed all the same", () => {
  const settler = settleTraces(2000);
  for (let now = 0; now <= 20_000; now += 500) settler.grew("busy", now);
  expect(settler.takeDue(20_000, 10)).toEqual(["busy"]);
});

test("a trace that was analysed while it grew is analysed once more when it has fallen quiet", () => {
  const settler = settleTraces(2000);
  for (let now = 0; now <= 20_000; now += 500) settler.grew("busy", now);
  expect(settler.takeDue(20_000, 10)).toEqual(["busy"]);
  expect(settler.takeDue(21_500, 10)).toEqual([]);
  expect(settler.takeDue(22_000, 10)).toEqual(["busy"]);
  expect(settler.waiting).toBe(0);
});

test("what was waited for elsewhere is due at once, unless it is growing here", () => {
  const settler = settleTraces(2000);
  settler.grew("a", 900);
  for (const id of ["a", "b"]) settler.isQuiet(id, 1000);
  expect(settler.takeDue(1000, 10)).toEqual(["b"]);
});

test("no more traces are taken than asked for, and the rest stay due", () => {
  const settler = settleTraces(100);
  for (const id of ["a", "b", "c"]) settler.grew(id, 0);
  expect(settler.takeDue(100, 2)).toEqual(["a", "b"]);
  expect(settler.waiting).toBe(1);
  expect(settler.takeDue(100, 2)).toEqual(["c"]);
});
