import { afterAll, beforeAll, expect, test } from "vitest";
import { SeamDetail } from "@/lib/model/seam.ts";
import { PROJECT } from "@/lib/model/project.ts";
import type { Finding, Handoff, Leg } from "@/lib/model/handoff.ts";
import { freshDatabase, type FreshDatabase } from "@/lib/testing/fresh-database.ts";
import { bucketOf, insertHandoffs, LOST_FINDING, makeHandoff } from "@/lib/testing/handoff-rows.ts";
import { getSeam } from "./get-seam.ts";
import { refreshSeamsPerMinute } from "./refresh-seams-per-minute.ts";

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.dispose());

const DAY = { from: new Date("2026-11-20T00:00:00Z"), to: new Date("2026-11-21T00:00:00Z") };
let version = 1n;

async function write(...handoffs: Handoff[]): Promise<void> {
  version += 1n;
  await insertHandoffs(fresh.db, handoffs, { version });
  await refreshSeamsPerMinute(fresh.db, PROJECT, handoffs.map(bucketOf), version);
}

async function readSeam(seamId: string, window = DAY): Promise<SeamDetail> {
  return SeamDetail.parse(await getSeam(fresh.db, { project: PROJECT, seamId, ...window }));
}

const SENT: Leg = { kind: "sent", at: "1763622012123456789", side: "source", agent: "creator", claim: "creator sent it", traceId: "", spanId: "b7ad6b7169203331" };

test("twenty vanished drafts stand as one group of twenty, newest first, each with its last proof of life", async () => {
  const drafts = Array.from({ length: 20 }, (_, index) => makeHandoff({
    id: `draft-${index}`, seamId: "drafts", verdict: "lost",
    startedAt: `2026-11-20T07:${String(index).padStart(2, "0")}:12.123456789Z`,
    findings: [{ ...LOST_FINDING, message: `draft ${index} never arrived` }],
    legs: [{ ...SENT, kind: "completed", at: "1763622000000000000" }, SENT],
  }));
  await write(...drafts);
  const { groups } = await readSeam("drafts");
  expect(groups).toHaveLength(1);
  expect(groups[0]).toMatchObject({
    class: "lost", severity: "error", side: "seam", reason: LOST_FINDING.reason, pointer: "", count: 20,
    firstSeenAt: "2026-11-20T07:00:12.123456789Z", lastSeenAt: "2026-11-20T07:19:12.123456789Z",
  });
  expect(groups[0]?.examples.map((example) => example.handoffId)).toEqual(drafts.map((draft) => draft.id).toReversed());
  expect(groups[0]?.examples[0]).toEqual({
    handoffId: "draft-19",
    at: "2026-11-20T07:19:12.123456789Z",
    message: "draft 19 never arrived",
    lastProofOfLife: "creator sent it on 2025-11-20 at 07:00:12 UTC (span b7ad6b7169203331)",
  });
});

const missingAt = (pointer: string): Finding => ({ ...LOST_FINDING, class: "schema_violation", reason: "missing field", pointer });

test("failures group by class, reason and pointer; a count is of handoffs and exact beyond the examples shown", async () => {
  const warning = { ...LOST_FINDING, class: "late", severity: "warning", reason: "slow" } as const;
  await write(
    ...Array.from({ length: 60 }, (_, index) => makeHandoff({ id: `title-${index}`, seamId: "groups", findings: [missingAt("/title"), missingAt("/title"), warning] })),
    ...Array.from({ length: 3 }, (_, index) => makeHandoff({ id: `body-${index}`, seamId: "groups", findings: [missingAt("/body")] })),
    makeHandoff({ id: "guess", seamId: "groups", findings: [missingAt("/body")], confidence: 0.2 }),
  );
  const { groups } = await readSeam("groups");
  expect(groups.map((group) => [group.class, group.pointer, group.severity, group.count, group.examples.length])).toEqual([
    ["schema_violation", "/title", "error", 60, 50],
    ["schema_violation", "/body", "error", 3, 3],
    ["late", "", "warning", 60, 50],
  ]);
});

test("the trend covers the window without a gap, in at most 120 buckets, and adds up to the seam's numbers", async () => {
  await write(
    makeHandoff({ id: "t1", seamId: "trend", startedAt: "2026-11-20T00:00:00.000000000Z" }),
    makeHandoff({ id: "t2", seamId: "trend", startedAt: "2026-11-20T23:59:59.999999999Z", findings: [LOST_FINDING], verdict: "lost" }),
  );
  const { trend, handoffs, failed, byVerdict } = await readSeam("trend");
  expect(trend).toHaveLength(96);
  expect(trend[0]).toEqual({ at: "2026-11-20T00:00:00.000Z", handoffs: 1, failed: 0, byClass: {}, p50Ms: 100, p95Ms: 100 });
  expect(trend[1]).toEqual({ at: "2026-11-20T00:15:00.000Z", handoffs: 0, failed: 0, byClass: {}, p50Ms: null, p95Ms: null });
  expect(trend.at(-1)).toMatchObject({ at: "2026-11-20T23:45:00.000Z", handoffs: 1, failed: 1, byClass: { lost: 1 } });
  expect(trend.reduce((sum, bucket) => sum + bucket.handoffs, 0)).toBe(handoffs);
  expect(failed).toBe(1);
  expect(byVerdict).toEqual({ delivered: 1, lost: 1 });
});

test("latency is split into the parts that have evidence", async () => {
  const latency = { totalMs: 100, transitMs: 80, gateMs: null, queueMs: 20, workMs: null };
  await write(makeHandoff({ id: "l1", seamId: "split", latency }), makeHandoff({ id: "l2", seamId: "split", latency: { ...latency, queueMs: null } }));
  expect((await readSeam("split")).latency).toEqual([
    { part: "transit", p50Ms: 80, p95Ms: 80, n: 2 },
    { part: "queue", p50Ms: 20, p95Ms: 20, n: 1 },
  ]);
});

test("a seam without traffic in the window answers zeros and when it was seen; one never seen is undefined", async () => {
  await write(makeHandoff({ id: "past", seamId: "asleep", findings: [LOST_FINDING], startedAt: "2026-01-01T00:00:00.000000000Z" }));
  const asleep = await readSeam("asleep");
  expect(asleep).toMatchObject({
    source: "planner", target: "worker", handoffs: 0, failed: 0, failureRate: null, p50Ms: null, versions: [], groups: [], latency: [], byVerdict: {},
    inferred: false, firstSeenAt: "2026-01-01T00:00:00.000000000Z", lastSeenAt: "2026-01-01T00:00:00.000000000Z",
  });
  expect(asleep.trend.every((bucket) => bucket.handoffs === 0)).toBe(true);
  expect(await getSeam(fresh.db, { project: PROJECT, seamId: "nowhere", ...DAY })).toBeUndefined();
});

test("a seam of candidates alone has a page, with zeros", async () => {
  await write(makeHandoff({ id: "maybe", seamId: "maybe", confidence: 0.3, rule: "S" }));
  expect(await readSeam("maybe")).toMatchObject({ source: "planner", handoffs: 0, inferred: true, groups: [], latency: [] });
});

test("a seam that everything moved away from is gone", async () => {
  const before = makeHandoff({ id: "gone", seamId: "left" });
  await write(before);
  version += 1n;
  await insertHandoffs(fresh.db, [before], { version, deleted: true });
  await refreshSeamsPerMinute(fresh.db, PROJECT, [bucketOf(before)], version);
  expect(await getSeam(fresh.db, { project: PROJECT, seamId: "left", ...DAY })).toBeUndefined();
});

test("of a window with very many findings the newest part is grouped, with exact counts, and the answer says since when", async () => {
  const spread = (index: number): string => new Date(DAY.from.getTime() + index * 36_000).toISOString();
  await write(...Array.from({ length: 2400 }, (_, index) => makeHandoff({ id: `many-${index}`, seamId: "many", startedAt: spread(index), verdict: "lost", findings: [LOST_FINDING] })));
  const { grouped, groups, failed } = await readSeam("many");
  const since = Array.from({ length: 2400 }, (_, index) => index).filter((index) => Date.parse(spread(index)) >= Date.parse(grouped.from)).length;
  expect(grouped).toMatchObject({ isAll: false, failed: since });
  expect(groups.map((group) => group.count)).toEqual([since]);
  expect(since).toBeGreaterThanOrEqual(1000);
  expect(since).toBeLessThan(1200);
  expect(failed).toBe(2400);
  expect((await readSeam("drafts")).grouped).toEqual({ from: DAY.from.toISOString(), failed: 20, isAll: true });
});
