import { expect, test } from "vitest";
import { formatAgo, formatInstant, formatInstantAt, formatInstantShort, formatTimeOfDay, millisOf } from "./instant.ts";

const NOW = Date.parse("2026-11-20T08:00:00Z");

test("an instant is read from RFC 3339 with nanoseconds and from unix nanoseconds", () => {
  expect(millisOf("2026-11-20T07:12:03.123456789Z")).toBe(Date.parse("2026-11-20T07:12:03.123Z"));
  expect(millisOf("1795158723123456789")).toBe(1_795_158_723_123);
  expect(millisOf("soon")).toBeNaN();
});

test.each([
  ["2026-11-20T07:59:58Z", "just now"],
  ["2026-11-20T07:59:18Z", "42 s ago"],
  ["2026-11-20T07:57:00Z", "3 min ago"],
  ["2026-11-20T06:59:00Z", "1 h ago"],
  ["2026-11-19T07:00:00Z", "1 day ago"],
  ["2026-11-17T07:00:00Z", "3 days ago"],
  ["2026-08-01T00:00:00Z", "3 months ago"],
  ["2026-11-20T08:05:00Z", "in 5 min"],
  ["", "at an unknown time"],
])("formatAgo(%s) says %s", (instant, words) => {
  expect(formatAgo(instant, NOW)).toBe(words);
});

test("an absolute time names its zone and keeps milliseconds", () => {
  expect(formatInstant("2026-11-20T07:12:03.123456789Z")).toBe("2026-11-20 07:12:03.123 UTC");
  expect(formatInstantShort("2026-11-20T07:12:03.123456789Z")).toBe("2026-11-20 07:12:03");
  expect(formatTimeOfDay("2026-11-20T07:12:03.123456789Z")).toBe("07:12:03.123");
});

test("an unreadable time is shown as it came", () => {
  expect(formatInstant("")).toBe("unknown");
  expect(formatInstant("yesterday-ish")).toBe("yesterday-ish");
  expect(formatTimeOfDay("yesterday-ish")).toBe("yesterday-ish");
});

test.each([
  [0, "ms", "2026-11-20 07:12:03.123 UTC"],
  [60, "s", "2026-11-20 08:12:03 UTC+1"],
  [-210, "s", "2026-11-20 03:42:03 UTC−3:30"],
  [1020, "ms", "2026-11-21 00:12:03.123 UTC+17"],
  [60, "time", "08:12:03.123"],
] as const)("an instant %i minutes east of UTC, told to %s, is %s", (offsetMin, precision, words) => {
  expect(formatInstantAt("2026-11-20T07:12:03.123456789Z", offsetMin, precision)).toBe(words);
});
