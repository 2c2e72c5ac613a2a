import { expect, test } from "vitest";
import type { KindRetention, StoredTable } from "@/lib/model/retention.ts";
import { forecastDisk } from "./forecast-disk.ts";

const NOW = Date.parse("2026-11-21T12:00:00Z");
const table = (name: string, facts: Partial<StoredTable>): StoredTable => ({ table: name, rows: 0, bytes: 0, uncompressedBytes: 0, parts: 1, oldestAt: "2026-10-01", newestAt: "2026-11-21", recentRows: 0, ttl: "", ...facts });
const kept = (days: number): KindRetention[] => [{ kind: "spans", setting: "", days, daysInForce: days, keptFrom: null }];
const disk = (freeBytes: number) => ({ node: "a", name: "default", path: "/", freeBytes, totalBytes: 2 * freeBytes });
/** 700 of 1000 rows came in the last week, at 10 bytes a row: 1000 bytes a day. */
const SPANS = table("spans", { rows: 1000, bytes: 10_000, recentRows: 700 });

test("what is kept for ever grows until the fullest disk is full", () => {
  expect(forecastDisk({ tables: [SPANS], disks: [disk(50_000), disk(5000)], retention: kept(0), nowMs: NOW })).toMatchObject({ bytesPerDay: 1000, daysOfBasis: 7, levelsOffAtBytes: null, fullInDays: expect.closeTo(5, -1) });
});

test("with a lifetime it levels off, and then is full only if that does not fit", () => {
  expect(forecastDisk({ tables: [SPANS], disks: [disk(50_000)], retention: kept(30), nowMs: NOW })).toMatchObject({ levelsOffAtBytes: 30_000, fullInDays: null });
  expect(forecastDisk({ tables: [SPANS], disks: [disk(5000)], retention: kept(30), nowMs: NOW }).fullInDays).not.toBeNull();
});

test("a first day is not spread over a week, and without traffic there is nothing to go by", () => {
  expect(forecastDisk({ tables: [table("spans", { rows: 10, bytes: 100, recentRows: 10, oldestAt: "2026-11-21" })], disks: [disk(1e9)], retention: kept(0), nowMs: NOW })).toMatchObject({ bytesPerDay: 100, daysOfBasis: 1 });
  expect(forecastDisk({ tables: [table("spans", { rows: 10, bytes: 100 })], disks: [disk(1)], retention: kept(0), nowMs: NOW })).toMatchObject({ daysOfBasis: 0, fullInDays: null });
});
