import { afterAll, beforeAll, expect, test } from "vitest";
import { PROJECT } from "@/lib/model/project.ts";
import { freshDatabase, type FreshDatabase } from "@/lib/testing/fresh-database.ts";
import { bucketOf, insertHandoffs, LOST_FINDING, makeHandoff } from "@/lib/testing/handoff-rows.ts";
import { readSeamTraffic } from "./read-seam-traffic.ts";
import { readWindowTotals } from "./read-window-totals.ts";
import { refreshSeamsPerMinute } from "./refresh-seams-per-minute.ts";

let fresh: FreshDatabase;
/** Its first minutes are read as minutes, the hours behind them as hours, the day in the middle as a day. */
const WINDOW = { from: new Date("2026-11-18T22:30:00Z"), to: new Date("2026-11-20T01:10:00Z") };
const TIMES = ["2026-11-18T22:40:00.000000000Z", "2026-11-18T23:10:00.000000000Z", "2026-11-19T12:00:00.000000000Z", "2026-11-20T00:20:00.000000000Z", "2026-11-20T01:05:00.000000000Z"];
const OLD = { source: "1.0.0", target: "2.0.0", contract: "1.0.0", accepted: [] };
const NEW = { ...OLD, source: "1.1.0" };

beforeAll(async () => {
  fresh = await freshDatabase();
  const latency = { transitMs: null, gateMs: null, queueMs: null, workMs: null };
  const handoffs = TIMES.flatMap((startedAt, at) => [
    makeHandoff({ id: `old-${at}`, startedAt, versions: OLD, latency: { ...latency, totalMs: 100 }, ...(at === 0 ? { findings: [LOST_FINDING], verdict: "lost" } : {}) }),
    makeHandoff({ id: `new-${at}`, startedAt, versions: NEW, latency: { ...latency, totalMs: 100 } }),
    makeHandoff({ id: `again-${at}`, startedAt, versions: NEW, latency: { ...latency, totalMs: 900 } }),
  ]);
  await insertHandoffs(fresh.db, handoffs, { version: 1n });
  await refreshSeamsPerMinute(fresh.db, PROJECT, handoffs.map(bucketOf), 1n);
});
afterAll(() => fresh.dispose());

test("readSeamTraffic() sums the versions of a seam over minutes, hours and days, the busiest pair first", async () => {
  const [seam] = await readSeamTraffic(fresh.db, { project: PROJECT, seamId: "", ...WINDOW });
  expect(seam).toMatchObject({ handoffs: 15, failed: 1, lost: 1, byClass: { lost: 1 } });
  expect(seam?.pairs).toEqual([
    { source: "1.1.0", target: "2.0.0", contract: "1.0.0", handoffs: 10, failed: 0 },
    { source: "1.0.0", target: "2.0.0", contract: "1.0.0", handoffs: 5, failed: 1 },
  ]);
});

test("readSeamTraffic() tells latencies, and knows no seam outside its window", async () => {
  const [seam] = await readSeamTraffic(fresh.db, { project: PROJECT, seamId: "s-1", ...WINDOW });
  expect(seam?.p50Ms).toBeCloseTo(100);
  expect(seam?.p95Ms).toBeCloseTo(900);
  expect(await readSeamTraffic(fresh.db, { project: PROJECT, seamId: "s-1", from: WINDOW.to, to: new Date("2026-11-21T00:00:00Z") })).toEqual([]);
});

test("the numbers of a window alone are those that its traffic has, and zeros where there is none", async () => {
  const [seam] = await readSeamTraffic(fresh.db, { project: PROJECT, seamId: "s-1", ...WINDOW });
  const { handoffs, failed, silent, lost, p50Ms, p95Ms } = seam ?? {};
  expect(handoffs).toBe(15);
  expect(await readWindowTotals(fresh.db, { project: PROJECT, seamId: "s-1", ...WINDOW })).toEqual({ handoffs, failed, silent, lost, p50Ms, p95Ms });
  const asleep = { project: PROJECT, seamId: "s-1", from: WINDOW.to, to: new Date("2026-11-21T00:00:00Z") };
  expect(await readWindowTotals(fresh.db, asleep)).toEqual({ handoffs: 0, failed: 0, silent: 0, lost: 0, p50Ms: null, p95Ms: null });
});
