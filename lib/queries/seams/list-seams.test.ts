import { afterAll, beforeAll, expect, test } from "vitest";
import { SeamSummary } from "@/lib/model/seam.ts";
import { PROJECT } from "@/lib/model/project.ts";
import type { Handoff } from "@/lib/model/handoff.ts";
import { freshDatabase, type FreshDatabase } from "@/lib/testing/fresh-database.ts";
import { bucketOf, insertHandoffs, LOST_FINDING, makeHandoff } from "@/lib/testing/handoff-rows.ts";
import { ALL_TIME } from "../time-window.ts";
import { listSeams } from "./list-seams.ts";
import { readTrafficExtent } from "./read-traffic-extent.ts";
import { refreshSeamsPerMinute } from "./refresh-seams-per-minute.ts";
import { wilsonInterval } from "./wilson-interval.ts";

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.dispose());

const FROM = new Date("2026-11-20T00:00:00Z");
const TO = new Date("2026-11-21T00:00:00Z");
let version = 1n;

async function write(...handoffs: Handoff[]): Promise<void> {
  version += 1n;
  await insertHandoffs(fresh.db, handoffs, { version });
  await refreshSeamsPerMinute(fresh.db, PROJECT, handoffs.map(bucketOf), version);
}

test("before any traffic there are no seams and no extent", async () => {
  expect(await listSeams(fresh.db, { project: PROJECT, from: FROM, to: TO })).toEqual([]);
  expect(await readTrafficExtent(fresh.db, PROJECT)).toBeUndefined();
});

test("a seam adds up its buckets: rates with their interval, latency, version pairs, slices of the window", async () => {
  const newer = { source: "2.0.0", target: "2.0.0", contract: "1.0.0", accepted: [] };
  const source = { name: "creator", version: "2.0.0", type: "agent", service: "" } as const;
  await write(
    makeHandoff({ id: "a", seamId: "sums", startedAt: "2026-11-20T00:00:00.000000000Z" }),
    makeHandoff({ id: "b", seamId: "sums", startedAt: "2026-11-20T00:59:59.999999999Z", rule: "T", silent: true, findings: [LOST_FINDING], verdict: "lost" }),
    makeHandoff({ id: "c", seamId: "sums", startedAt: "2026-11-20T23:59:59.999999999Z", versions: newer, source, rule: "T", latency: { totalMs: null, transitMs: null, gateMs: null, queueMs: null, workMs: null } }),
    makeHandoff({ id: "outside", seamId: "sums", startedAt: "2026-11-21T00:00:00.000000000Z" }),
  );
  const [seam, ...others] = await listSeams(fresh.db, { project: PROJECT, from: FROM, to: TO });
  expect(others).toEqual([]);
  const interval = wilsonInterval(1, 3);
  const { sparkline, ...numbers } = SeamSummary.parse(seam);
  expect(numbers).toEqual({
    id: "sums", source: "creator", target: "worker", sourceType: "agent", targetType: "agent", contract: "task", inferred: false,
    handoffs: 3, failed: 1, silent: 1, lost: 1,
    failureRate: 1 / 3, failureRateLow: interval?.low, failureRateHigh: interval?.high,
    p50Ms: 100, p95Ms: 100,
    versions: [
      { source: "1.0.0", target: "2.0.0", contract: "1.0.0", handoffs: 2, failed: 1 },
      { source: "2.0.0", target: "2.0.0", contract: "1.0.0", handoffs: 1, failed: 0 },
    ],
    firstSeenAt: "2026-11-20T00:00:00.000000000Z", lastSeenAt: "2026-11-20T23:59:59.999999999Z",
  });
  expect(sparkline).toHaveLength(24);
  expect(sparkline[0]).toEqual({ handoffs: 2, failed: 1 });
  expect(sparkline[23]).toEqual({ handoffs: 1, failed: 0 });
  expect(sparkline.slice(1, 23).every((slice) => slice.handoffs === 0)).toBe(true);
});

test("seams stand in the order of their failures, then of their traffic; one without declared handoffs is inferred", async () => {
  await write(
    makeHandoff({ id: "f", seamId: "failing", findings: [LOST_FINDING], rule: "R", startedAt: "2026-05-01T00:00:00.000000000Z" }),
    ...["1", "2", "3"].map((id) => makeHandoff({ id, seamId: "busy", startedAt: "2026-05-01T00:00:00.000000000Z" })),
    makeHandoff({ id: "q", seamId: "quiet", startedAt: "2026-05-01T00:00:00.000000000Z" }),
  );
  const seams = await listSeams(fresh.db, { project: PROJECT, from: new Date("2026-05-01T00:00:00Z"), to: new Date("2026-05-02T00:00:00Z") });
  expect(seams.map((seam) => [seam.id, seam.inferred])).toEqual([["failing", true], ["busy", false], ["quiet", false]]);
});

test("a seam whose only handoff moved away, and one with candidates alone, do not appear", async () => {
  const before = makeHandoff({ id: "m", seamId: "left", startedAt: "2026-06-01T00:00:00.000000000Z" });
  const after = { ...before, seamId: "entered", contract: "known" };
  await write(before, makeHandoff({ id: "g", seamId: "guessed", confidence: 0.3, startedAt: "2026-06-01T00:00:00.000000000Z" }));
  version += 1n;
  await insertHandoffs(fresh.db, [before], { version, deleted: true });
  await insertHandoffs(fresh.db, [after], { version });
  await refreshSeamsPerMinute(fresh.db, PROJECT, [bucketOf(before), bucketOf(after)], version);
  const seams = await listSeams(fresh.db, { project: PROJECT, from: new Date("2026-06-01T00:00:00Z"), to: new Date("2026-06-02T00:00:00Z") });
  expect(seams.map((seam) => [seam.id, seam.handoffs, seam.contract])).toEqual([["entered", 1, "known"]]);
});

test("the window is widened to whole minutes, and an instant is a window of one", async () => {
  await write(makeHandoff({ id: "w", seamId: "minute", startedAt: "2026-07-01T10:30:59.000000000Z" }));
  const at = new Date("2026-07-01T10:30:00.000Z");
  for (const [from, to] of [[at, at], [new Date("2026-07-01T10:30:30.5Z"), new Date("2026-07-01T10:30:30.6Z")]] as const) {
    const seams = await listSeams(fresh.db, { project: PROJECT, from, to });
    expect(seams.map((seam) => seam.id)).toEqual(["minute"]);
  }
  const before = await listSeams(fresh.db, { project: PROJECT, from: new Date("2026-07-01T10:29:00Z"), to: at });
  expect(before).toEqual([]);
});

test("the extent reaches from the first minute with traffic to the end of the last", async () => {
  expect(await readTrafficExtent(fresh.db, PROJECT)).toEqual({ from: new Date("2026-05-01T00:00:00Z"), to: new Date("2026-11-21T00:01:00Z") });
});

test("a window without bounds counts every handoff in some slice", async () => {
  for (const seam of await listSeams(fresh.db, { project: PROJECT, ...ALL_TIME })) {
    expect(seam.sparkline.reduce((sum, slice) => sum + slice.handoffs, 0)).toBe(seam.handoffs);
  }
});
