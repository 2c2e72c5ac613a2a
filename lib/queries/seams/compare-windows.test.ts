import { afterAll, beforeAll, expect, test } from "vitest";
import { PROJECT } from "@/lib/model/project.ts";
import type { Handoff } from "@/lib/model/handoff.ts";
import { freshDatabase, type FreshDatabase } from "@/lib/testing/fresh-database.ts";
import { bucketOf, insertHandoffs, LOST_FINDING, makeHandoff } from "@/lib/testing/handoff-rows.ts";
import { compareWindows } from "./compare-windows.ts";
import { refreshSeamsPerMinute } from "./refresh-seams-per-minute.ts";

let fresh: FreshDatabase;
const HOUR = { from: new Date("2026-11-20T09:00:00Z"), to: new Date("2026-11-20T10:00:00Z") };
let writes = 0n;

/** Handoffs of one seam within an hour, the first `failed` of them lost and silent. */
async function write(hour: string, count: number, { failed = 0, ms = 100, ...changes }: Partial<Omit<Handoff, "failed">> & { failed?: number; ms?: number } = {}): Promise<void> {
  writes += 1n;
  const handoffs = Array.from({ length: count }, (_, index) =>
    makeHandoff({
      id: `${writes}-${index}`,
      startedAt: `2026-11-20T${hour}:${String(index % 60).padStart(2, "0")}:00.000000000Z`,
      ...(index < failed ? { findings: [LOST_FINDING], verdict: "lost", silent: true } : {}),
      latency: { totalMs: ms + (index % 10), transitMs: null, gateMs: null, queueMs: null, workMs: null },
      ...changes,
    }),
  );
  await insertHandoffs(fresh.db, handoffs, { version: writes });
  await refreshSeamsPerMinute(fresh.db, PROJECT, handoffs.map(bucketOf), writes);
}

beforeAll(async () => {
  fresh = await freshDatabase();
  await write("08", 100, { failed: 2 });
  await write("09", 100, { failed: 30, ms: 400 });
  await write("08", 10, { seamId: "gone", contract: "old" });
  await write("09", 4, { seamId: "new", contract: "new" });
  await write("08", 3, { seamId: "few", contract: "few" });
  await write("09", 3, { seamId: "few", contract: "few", failed: 1, versions: { source: "1.1.0", target: "2.0.0", contract: "1.0.0", accepted: [] } });
});
afterAll(() => fresh.dispose());

test("compareWindows() sets a window beside the one of the same length before it", async () => {
  const comparison = await compareWindows(fresh.db, { project: PROJECT, ...HOUR });
  expect(comparison.previous).toEqual({ from: "2026-11-20T08:00:00.000Z", to: "2026-11-20T09:00:00.000Z" });
  expect(comparison.now).toEqual({ handoffs: 107, failed: 31, silent: 31, lost: 31, seams: 3 });
  expect(comparison.before).toEqual({ handoffs: 113, failed: 2, silent: 2, lost: 2, seams: 3 });
});

test("compareWindows() tells what moved by more than chance explains, with what each number rests on, and not one of three", async () => {
  const { moves } = await compareWindows(fresh.db, { project: PROJECT, ...HOUR });
  expect(moves.map(({ seam, measure, nBefore, nAfter, worse }) => [seam.id, measure, nBefore, nAfter, worse])).toEqual([
    ["s-1", "failure_rate", 100, 100, true],
    ["s-1", "silent_rate", 100, 100, true],
  ]);
  expect(moves[0]).toMatchObject({ before: 0.02, after: 0.3 });
});

test("compareWindows() tells seams that came and went, and what is new on those that stayed", async () => {
  const { appeared, vanished, newClasses, newPairs, left } = await compareWindows(fresh.db, { project: PROJECT, ...HOUR });
  expect(appeared).toMatchObject([{ seam: { id: "new" }, handoffs: 4, failed: 0 }]);
  expect(vanished).toMatchObject([{ seam: { id: "gone" }, handoffs: 10 }]);
  expect(newClasses).toMatchObject([{ seam: { id: "few" }, class: "lost", handoffs: 1 }]);
  expect(newPairs).toMatchObject([{ seam: { id: "few" }, source: "1.1.0", target: "2.0.0", contract: "1.0.0", handoffs: 3, failed: 1 }]);
  expect(left).toBe(0);
});

test("compareWindows() tells a p95 once enough handoffs of both windows were measured", async () => {
  await write("08", 60);
  await write("09", 60, { ms: 400 });
  const { moves } = await compareWindows(fresh.db, { project: PROJECT, ...HOUR });
  expect(moves.find((move) => move.measure === "p95")).toMatchObject({ nBefore: 158, nAfter: 130, worse: true });
  expect(moves.find((move) => move.measure === "p95")?.after).toBeGreaterThan(390);
});

test("compareWindows() of the beginning of time has nothing before it", async () => {
  const { before, moves } = await compareWindows(fresh.db, { project: PROJECT, from: new Date(0), to: new Date("2026-11-21T00:00:00Z") });
  expect([before.handoffs, moves]).toEqual([0, []]);
});
