import { afterAll, beforeAll, expect, test } from "vitest";
import type { Finding, Handoff } from "@/lib/model/handoff.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { OPEN_CLASSES } from "@/lib/model/reconciliation.ts";
import { freshDatabase, type FreshDatabase } from "@/lib/testing/fresh-database.ts";
import { bucketOf, insertHandoffs, LOST_FINDING, makeHandoff } from "@/lib/testing/handoff-rows.ts";
import { refreshSeamsPerMinute } from "../seams/refresh-seams-per-minute.ts";
import { ALL_TIME } from "../time-window.ts";
import { readOpenGroups } from "./read-open-groups.ts";

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.dispose());

const OVERDUE: Finding = { ...LOST_FINDING, class: "gate_overdue", reason: "pending for 8 hours" };
const LATE: Finding = { ...LOST_FINDING, class: "late", reason: "over the limit" };
const FINDINGS: readonly Finding[][] = [[], [LOST_FINDING], [LOST_FINDING, OVERDUE], [LATE], [LOST_FINDING, { ...LOST_FINDING, message: "once more" }], [OVERDUE]];

/** Over three days, some minutes apart, on two seams; a few are guesses. */
const HANDOFFS: readonly Handoff[] = Array.from({ length: 300 }, (_, index) => {
  const startedAt = new Date(Date.parse("2026-11-17T22:00:07Z") + index * 847_000).toISOString().replace("Z", "000000Z");
  return makeHandoff({ id: `h${index.toString().padStart(3, "0")}`, seamId: `s${index % 2}`, startedAt, findings: FINDINGS[index % 6] ?? [], confidence: index % 29 === 0 ? 0.2 : 1 });
});

/** The groups counted one by one. */
function countByHand(from: Date, to: Date): string[] {
  const groups = new Map<string, Handoff[]>();
  for (const handoff of HANDOFFS) {
    const at = Date.parse(handoff.startedAt);
    if (handoff.candidate || at < from.getTime() || at >= to.getTime()) continue;
    const open = handoff.findings.filter((finding) => OPEN_CLASSES.some((one) => one === finding.class));
    for (const key of new Set(open.map((finding) => `${finding.class} ${finding.reason} ${handoff.seamId}`))) groups.set(key, [...(groups.get(key) ?? []), handoff]);
  }
  return [...groups].map(([key, alike]) => `${key} ${alike.length} ${alike[0]?.startedAt} ${alike.at(-1)?.startedAt} ${alike.slice(0, 3).map((one) => one.id).join()}`).toSorted();
}

test("open handoffs are counted once in any window, from days, hours and minutes alike, and a healed one no longer", async () => {
  await insertHandoffs(fresh.db, HANDOFFS.map((handoff) => ({ ...handoff, findings: [LOST_FINDING] })), { version: 1n });
  await refreshSeamsPerMinute(fresh.db, PROJECT, HANDOFFS.map(bucketOf), 1n);
  await insertHandoffs(fresh.db, HANDOFFS, { version: 2n });
  await refreshSeamsPerMinute(fresh.db, PROJECT, HANDOFFS.map(bucketOf), 2n);
  const bounds = ["2026-11-17T22:00:00Z", "2026-11-17T23:14:00Z", "2026-11-18T00:00:00Z", "2026-11-18T13:37:00Z", "2026-11-18T14:00:00Z", "2026-11-19T00:00:00Z", "2026-11-20T09:59:00Z", "2026-11-20T20:00:00Z"].map((at) => new Date(at));
  const windows = [[ALL_TIME.from, ALL_TIME.to] as const, ...bounds.flatMap((from, index) => bounds.slice(index + 1).map((to) => [from, to] as const))];
  for (const [from, to] of windows) {
    const groups = await readOpenGroups(fresh.db, { project: PROJECT, from, to, classes: [...OPEN_CLASSES] });
    expect(groups.map((one) => `${one.class} ${one.reason} ${one.seamId} ${one.count} ${one.oldestAt} ${one.newestAt} ${one.examples.join()}`).toSorted()).toEqual(countByHand(from, to));
  }
});
