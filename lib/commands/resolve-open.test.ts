import { afterAll, beforeAll, expect, test } from "vitest";
import type { Finding, Handoff } from "@/lib/model/handoff.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { type GroupSeen, type Reconciliation, ResolveRequest } from "@/lib/model/reconciliation.ts";
import { listSeams } from "@/lib/queries/seams/list-seams.ts";
import { getReconciliation } from "@/lib/queries/reconciliation/get-reconciliation.ts";
import { listResolutions } from "@/lib/queries/reconciliation/list-resolutions.ts";
import { refreshSeamsPerMinute } from "@/lib/queries/seams/refresh-seams-per-minute.ts";
import { ALL_TIME } from "@/lib/queries/time-window.ts";
import { freshDatabase, type FreshDatabase } from "@/lib/testing/fresh-database.ts";
import { bucketOf, insertHandoffs, LOST_FINDING, makeHandoff } from "@/lib/testing/handoff-rows.ts";
import { reopenResolved, resolveOpen } from "./resolve-open.ts";

let fresh: FreshDatabase;
let version = 1n;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.dispose());

const NOW = new Date("2026-11-21T12:00:00Z");
const OVERDUE: Finding = { ...LOST_FINDING, class: "gate_overdue", reason: "pending for 8 hours" };

/** Lost handoffs of a seam, a minute apart, from `first` on. */
const lost = (seamId: string, count: number, first = 0, findings = [LOST_FINDING]): Handoff[] =>
  Array.from({ length: count }, (_, index) =>
    makeHandoff({
      id: `${seamId}-${first + index}`, seamId, findings, startedAt: new Date(Date.parse("2026-11-20T07:00:00Z") + (first + index) * 60_000).toISOString().replace("Z", "000000Z"),
      legs: [{ kind: "sent", at: "1795158012123456789", side: "source", agent: "planner", claim: "planner sent it", traceId: "0af7651916cd43dd8448eb211c80319c", spanId: "b7ad6b7169203331" }],
    }),
  );

async function store(handoffs: readonly Handoff[]): Promise<void> {
  version += 1n;
  await insertHandoffs(fresh.db, handoffs, { version });
  await refreshSeamsPerMinute(fresh.db, PROJECT, handoffs.map(bucketOf), version);
}

const ask = (also: Partial<Parameters<typeof getReconciliation>[1]> = {}): Promise<Reconciliation> => getReconciliation(fresh.db, { project: PROJECT, ...ALL_TIME, now: NOW, ...also });
const groupOf = async (seamId: string): Promise<Reconciliation["groups"][number] | undefined> => (await ask()).groups.find((group) => group.seamId === seamId && group.class === "lost");

async function seen(seamId: string): Promise<GroupSeen> {
  const group = await groupOf(seamId);
  if (group === undefined) throw new Error(`nothing is open on ${seamId}`);
  return { class: "lost", reason: group.reason, seamId, newestAt: group.newestAt, count: group.count };
}
const resolve = (asked: Partial<ResolveRequest>) => resolveOpen(fresh.db, PROJECT, ResolveRequest.parse({ reason: "the customer was called", by: "dana", ...asked }));

test("a resolved group is off the inbox and nowhere else: counts and verdicts stand", async () => {
  await store(lost("whole", 20));
  const before = (await listSeams(fresh.db, { project: PROJECT, ...ALL_TIME })).find((seam) => seam.id === "whole");
  expect(before).toMatchObject({ handoffs: 20, failed: 20 });
  expect(await groupOf("whole")).toMatchObject({ count: 20, resolved: null, lastProofOfLife: expect.stringContaining("planner sent it on 2026-11-20") });
  expect(await resolve({ groups: [await seen("whole")] })).toMatchObject({ ok: true, done: { handoffs: 20, leftOpen: 0 } });
  expect(await groupOf("whole")).toBeUndefined();
  expect((await listSeams(fresh.db, { project: PROJECT, ...ALL_TIME })).find((seam) => seam.id === "whole")).toEqual(before);
  expect((await listResolutions(fresh.db, { project: PROJECT })).resolutions).toMatchObject([{ reason: "the customer was called", by: "dana", handoffs: 20, standing: 20, reopened: 0, groups: [{ class: "lost", seamId: "whole", handoffs: 20, standing: 20 }] }]);
});

test("a group that grows again comes back with what is new alone, and says so", async () => {
  await store(lost("again", 3));
  await resolve({ groups: [await seen("again")], reason: "a broken deployment" });
  await store(lost("again", 2, 100));
  expect(await groupOf("again")).toMatchObject({ count: 2, examples: ["again-100", "again-101"], oldestAt: expect.stringMatching(/^2026-11-20T08:40/), resolved: { count: 3, reason: "a broken deployment", by: "dana", grewSince: true } });
});

test("what came between the look and the click is not swallowed: the request is refused with both counts", async () => {
  await store(lost("race", 3));
  const shown = await seen("race");
  await store(lost("race", 1, -5));
  expect(await resolve({ groups: [shown] })).toEqual({ ok: false, field: "groups.0.count", message: expect.stringContaining("from 3 to 4") });
  await store(lost("race", 1, 50));
  expect(await resolve({ groups: [{ ...shown, count: 4 }] })).toMatchObject({ ok: true, done: { handoffs: 4 } });
  expect(await groupOf("race")).toMatchObject({ count: 1, examples: ["race-50"] });
});

test("one handoff alone is resolved by its id, for one class, and reopened alone", async () => {
  await store(lost("single", 3, 0, [LOST_FINDING, OVERDUE]));
  const done = await resolve({ handoffs: [{ class: "lost", id: "single-0" }, { class: "lost", id: "single-2" }] });
  expect(done).toMatchObject({ ok: true, done: { handoffs: 2 } });
  const open = (await ask()).groups.filter((group) => group.seamId === "single");
  expect(open.map((group) => [group.class, group.count, group.examples, group.resolved?.grewSince])).toEqual(expect.arrayContaining([["lost", 1, ["single-1"], false], ["gate_overdue", 3, ["single-0", "single-1", "single-2"], undefined]]));
  const id = done.ok ? done.done.id : "";
  expect(await reopenResolved(fresh.db, PROJECT, id, { reason: "", by: "", handoffs: [{ class: "lost", id: "single-2" }] })).toMatchObject({ ok: true, done: { handoffs: 1 } });
  expect(await groupOf("single")).toMatchObject({ count: 2 });
  expect((await listResolutions(fresh.db, { project: PROJECT, id })).resolutions).toMatchObject([{ handoffs: 2, standing: 1, reopened: 1 }]);
  expect(await reopenResolved(fresh.db, PROJECT, id, { reason: "", by: "" })).toMatchObject({ ok: true, done: { handoffs: 1 } });
  expect(await reopenResolved(fresh.db, PROJECT, id, { reason: "", by: "" })).toMatchObject({ ok: false, field: "id" });
  expect(await groupOf("single")).toMatchObject({ count: 3, resolved: null });
});

test("a handoff that healed is no longer counted as resolved, and one that moved to an earlier start stays resolved", async () => {
  await store(lost("moved", 2));
  await resolve({ groups: [await seen("moved")] });
  const [first, second] = lost("moved", 2);
  if (first === undefined || second === undefined) throw new Error("there are two");
  const earlier = { ...first, startedAt: "2026-11-19T07:00:00.000000000Z" };
  version += 1n;
  await insertHandoffs(fresh.db, [first], { version, deleted: true });
  await store([earlier, { ...second, findings: [], failed: false }]);
  await refreshSeamsPerMinute(fresh.db, PROJECT, [bucketOf(first)], version + 1n);
  expect(await groupOf("moved")).toBeUndefined();
  const [mine] = (await listResolutions(fresh.db, { project: PROJECT })).resolutions.filter((one) => one.groups.some((group) => group.seamId === "moved"));
  expect(mine).toMatchObject({ handoffs: 2, standing: 1 });
});

test("what is not open cannot be resolved, and resolving the same twice is refused", async () => {
  await store(lost("twice", 1));
  const shown = await seen("twice");
  expect(await resolve({ groups: [shown] })).toMatchObject({ ok: true });
  expect(await resolve({ groups: [shown] })).toMatchObject({ ok: false, field: "groups" });
  expect(await resolve({ handoffs: [{ class: "lost", id: "nobody" }] })).toMatchObject({ ok: false, field: "handoffs" });
});

test("the inbox is narrowed by class, by owner and by the age of the oldest", async () => {
  await store([...lost("narrow", 1), ...lost("narrow-gates", 1, 0, [OVERDUE])]);
  expect(new Set((await ask({ class: "gate_overdue" })).groups.map((group) => group.class))).toEqual(new Set(["gate_overdue"]));
  expect((await ask({ owner: "nobody such" })).groups).toEqual([]);
  expect((await ask({ owner: "" })).groups.length).toBeGreaterThan(1);
  expect((await ask({ minAgeMs: 365 * 86_400_000 })).groups).toEqual([]);
});
