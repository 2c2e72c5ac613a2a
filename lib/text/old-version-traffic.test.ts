import { expect, test } from "vitest";
import { oldTrafficOf } from "./old-version-traffic.ts";

const NOW = Date.parse("2026-11-21T09:00:00Z");
const row = (day: string, contractVersion: string, handoffs: number) => ({ day, contractVersion, handoffs });

test("only versions below the limit are old; what claims none, or no version at all, is not", () => {
  const rows = [row("2026-11-21", "1.9.0", 3), row("2026-11-21", "2.0.0", 5), row("2026-11-21", "", 7), row("2026-11-21", "latest", 11), row("2026-11-13", "1.10.0", 2), row("2026-11-01", "1.0.0", 99)];
  const traffic = oldTrafficOf(rows, { below: "2.0.0", days: 14, nowMs: NOW });
  expect(traffic.days.at(-1)).toEqual({ day: "2026-11-21", old: 3, all: 26 });
  expect(traffic.days).toHaveLength(14);
  expect(traffic.days[0]).toEqual({ day: "2026-11-08", old: 0, all: 0 });
  expect([traffic.lastWeek, traffic.weekBefore]).toEqual([3, 2]);
  expect(traffic.versions).toEqual(["1.0.0", "1.9.0", "1.10.0"]);
});
