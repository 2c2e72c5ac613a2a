import { expect, test } from "vitest";
import { minuteOf, rangeHolding, resolveRange } from "./time-range.ts";

const NOW = new Date("2026-11-20T08:00:00Z");

test("without a choice the window is the last 24 hours, and says it was not chosen", () => {
  expect(resolveRange({}, NOW)).toMatchObject({ key: "24h", from: new Date("2026-11-19T08:00:00Z"), explicit: false });
  expect(resolveRange({ range: "nonsense" }, NOW)).toMatchObject({ key: "24h", explicit: false });
});

test("a ready-made window ends a little after now, for clocks that run ahead", () => {
  const range = resolveRange({ range: "1h" }, NOW);
  expect(range.explicit).toBe(true);
  expect(range.to.getTime()).toBeGreaterThan(NOW.getTime());
  expect(NOW.getTime() - range.from.getTime()).toBe(3_600_000);
});

test("all time holds what is long past and what is not yet", () => {
  const range = resolveRange({ range: "all" }, NOW);
  expect(range.from < new Date("2010-01-01")).toBe(true);
  expect(range.to > new Date("2090-01-01")).toBe(true);
});

test("an own window wins over a ready-made one, and its ends may come in either order", () => {
  const from = new Date("2026-11-02T00:00:00Z");
  const to = new Date("2026-11-01T00:00:00Z");
  expect(resolveRange({ range: "1h", from, to }, NOW)).toMatchObject({ key: "custom", from: to, to: from });
  expect(resolveRange({ from }, NOW).label).toBe("2026-11-02 00:00 to 2026-11-20 08:01 UTC");
});

test("rangeHolding() offers the shortest window that reaches back far enough", () => {
  expect(rangeHolding("2026-11-20T07:30:00Z", NOW).key).toBe("1h");
  expect(rangeHolding("2026-11-15T07:30:00Z", NOW).key).toBe("7d");
  expect(rangeHolding("2024-11-15T07:30:00Z", NOW).key).toBe("all");
  expect(rangeHolding("", NOW).key).toBe("all");
});

test("minuteOf() writes what a datetime-local field reads", () => {
  expect(minuteOf(NOW, "T")).toBe("2026-11-20T08:00");
});
