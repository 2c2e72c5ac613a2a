import { expect, test } from "vitest";
import { isPastSunset, sunsetWords } from "./sunset.ts";

const NOW = Date.parse("2026-11-21T15:00:00Z");

test.each([
  ["2027-01-31", "in 71 days"], ["2026-11-22", "tomorrow"], ["2026-11-21", "today"], ["2026-11-20", "yesterday"], ["2026-11-18", "3 days ago"],
])("a sunset on %s is %s", (date, words) => {
  expect(sunsetWords(date, NOW)).toBe(words);
});

test("the day of the sunset still counts as before it", () => {
  expect([isPastSunset("2026-11-21", NOW), isPastSunset("2026-11-20", NOW)]).toEqual([false, true]);
});
