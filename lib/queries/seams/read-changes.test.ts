import { afterAll, beforeAll, expect, test } from "vitest";
import { putContract } from "@/lib/commands/put-contract.ts";
import { PROJECT } from "@/lib/model/project.ts";
import type { Handoff } from "@/lib/model/handoff.ts";
import { freshDatabase, type FreshDatabase } from "@/lib/testing/fresh-database.ts";
import { bucketOf, insertHandoffs, LOST_FINDING, makeHandoff } from "@/lib/testing/handoff-rows.ts";
import { readChanges } from "./read-changes.ts";
import { refreshSeamsPerMinute } from "./refresh-seams-per-minute.ts";

let fresh: FreshDatabase;
const DAY = { from: new Date("2026-11-20T00:00:00Z"), to: new Date("2026-11-21T00:00:00Z") };
let version = 0n;

/** Handoffs of one seam, one a minute from `at`, the first `failed` of them lost. */
async function write(at: string, count: number, { failed = 0, ...changes }: Partial<Omit<Handoff, "failed">> & { failed?: number }): Promise<void> {
  version += 1n;
  const handoffs = Array.from({ length: count }, (_, index) =>
    makeHandoff({ id: `${version}-${index}`, startedAt: new Date(Date.parse(at) + index * 60_000).toISOString().replace("Z", "000000Z"), findings: index < failed ? [LOST_FINDING] : [], ...changes }),
  );
  await insertHandoffs(fresh.db, handoffs, { version });
  await refreshSeamsPerMinute(fresh.db, PROJECT, handoffs.map(bucketOf), version);
}

const versions = (source: string, target: string, contract = "") => ({ source, target, contract, accepted: [] });
const sightModel = (model: string, firstAt: string) =>
  fresh.db.insert("version_sightings", [{ project: PROJECT, kind: "model", subject: "planner", version: model, seam_id: "", first_at: firstAt, last_at: firstAt }]);

beforeAll(async () => {
  fresh = await freshDatabase();
  await write("2026-11-19T08:00:00Z", 2, { versions: versions("1.0.0", "2.0.0", "1.0.0") });
  await write("2026-11-20T08:00:00Z", 10, { versions: versions("1.0.0", "2.0.0", "1.0.0"), failed: 1 });
  await write("2026-11-20T09:00:00Z", 5, { versions: versions("1.1.0", "2.0.0", "1.0.0"), failed: 4 });
  await write("2026-11-20T10:00:00Z", 4, { seamId: "s-2", target: { name: "other", version: "", type: "agent", service: "" }, contract: "", versions: versions("1.1.0", "") });
});
afterAll(() => fresh.dispose());

test("readChanges() tells a version that was not there before, with failures of the one before it and of itself", async () => {
  const { changes, total } = await readChanges(fresh.db, { project: PROJECT, ...DAY });
  expect(total).toBe(1);
  expect(changes).toEqual([
    {
      at: "2026-11-20T09:00:00.000000000Z", kind: "agent_version", how: "seen", subject: "planner", from: "1.0.0", to: "1.1.0",
      seamIds: ["s-1", "s-2"], before: { handoffs: 10, failed: 1 }, after: { handoffs: 9, failed: 4 }, by: "version",
    },
  ]);
});

test("readChanges() does not call the first version ever seen a change, nor one that was seen before the window", async () => {
  const before = { from: new Date("2026-11-19T00:00:00Z"), to: new Date("2026-11-20T00:00:00Z") };
  expect(await readChanges(fresh.db, { project: PROJECT, ...before })).toEqual({ changes: [], total: 0 });
  const after = { from: new Date("2026-11-20T09:30:00Z"), to: DAY.to };
  expect(await readChanges(fresh.db, { project: PROJECT, ...after })).toEqual({ changes: [], total: 0 });
});

test("readChanges() of one seam dates a version by its first handoff on that seam, and leaves out what does not touch it", async () => {
  await write("2026-11-20T11:00:00Z", 1, { seamId: "s-2", target: { name: "other", version: "", type: "agent", service: "" }, contract: "", versions: versions("1.2.0", "") });
  await write("2026-11-20T12:00:00Z", 1, { versions: versions("1.2.0", "2.0.0", "1.0.0") });
  const { changes } = await readChanges(fresh.db, { project: PROJECT, seamId: "s-1", ...DAY });
  expect(changes.map(({ at, from, to, seamIds }) => ({ at: at.slice(11, 16), from, to, seamIds }))).toEqual([
    { at: "09:00", from: "1.0.0", to: "1.1.0", seamIds: ["s-1"] },
    { at: "12:00", from: "1.1.0", to: "1.2.0", seamIds: ["s-1"] },
  ]);
});

test("readChanges() tells a model by the time it was first called, on all seams of its agent", async () => {
  await sightModel("small-1", "2026-11-19 08:00:00");
  await sightModel("large-2", "2026-11-20 09:00:30");
  await sightModel("large-2", "2026-11-20 10:00:30");
  const { changes } = await readChanges(fresh.db, { project: PROJECT, seamId: "s-1", ...DAY });
  expect(changes.find((change) => change.kind === "model")).toEqual({
    at: "2026-11-20T09:00:30.000000000Z", kind: "model", how: "seen", subject: "planner", from: "small-1", to: "large-2",
    seamIds: ["s-1"], before: { handoffs: 10, failed: 1 }, after: { handoffs: 6, failed: 4 }, by: "time",
  });
});

test("readChanges() tells a pushed contract from its first version on, on the seam that it names", async () => {
  const push = (text: string, since: string) => putContract(fresh.db, { project: PROJECT, text, since: new Date(since), now: new Date(since) });
  await push("contract: drafting\nversion: 1.0.0\nseam: { source: planner, target: other }\n", "2026-11-20T08:30:00Z");
  await push("contract: drafting\nversion: 1.1.0\nseam: { source: planner, target: other }\n", "2026-11-20T11:00:00Z");
  const { changes } = await readChanges(fresh.db, { project: PROJECT, ...DAY });
  expect(changes.filter((change) => change.how === "pushed").map(({ subject, from, to, seamIds, before, after }) => ({ subject, from, to, seamIds, before: before.handoffs, after: after.handoffs }))).toEqual([
    { subject: "drafting", from: "", to: "1.0.0", seamIds: ["s-2"], before: 0, after: 5 },
    { subject: "drafting", from: "1.0.0", to: "1.1.0", seamIds: ["s-2"], before: 4, after: 1 },
  ]);
  const ofOther = await readChanges(fresh.db, { project: PROJECT, seamId: "s-1", ...DAY });
  expect(ofOther.changes.some((change) => change.how === "pushed")).toBe(false);
});

test("readChanges() counts the same however often a day of a seam is recomputed", async () => {
  const once = await readChanges(fresh.db, { project: PROJECT, ...DAY });
  await refreshSeamsPerMinute(fresh.db, PROJECT, [{ seamId: "s-1", minute: Date.parse("2026-11-20T09:00:00Z") / 1000 }], 1000n);
  expect(await readChanges(fresh.db, { project: PROJECT, ...DAY })).toEqual(once);
});
