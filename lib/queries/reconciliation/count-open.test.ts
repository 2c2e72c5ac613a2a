import { afterAll, beforeAll, expect, test } from "vitest";
import { resolveOpen } from "@/lib/commands/resolve-open.ts";
import type { Finding } from "@/lib/model/handoff.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { ResolveRequest } from "@/lib/model/reconciliation.ts";
import { freshDatabase, type FreshDatabase } from "@/lib/testing/fresh-database.ts";
import { bucketOf, insertHandoffs, LOST_FINDING, makeHandoff } from "@/lib/testing/handoff-rows.ts";
import { refreshSeamsPerMinute } from "../seams/refresh-seams-per-minute.ts";
import { ALL_TIME } from "../time-window.ts";
import { countOpen } from "./count-open.ts";
import { getReconciliation } from "./get-reconciliation.ts";

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.dispose());

const OVERDUE: Finding = { ...LOST_FINDING, class: "gate_overdue", reason: "pending for 8 hours" };

test("the bar counts what the inbox adds up to, before and after something was resolved; guesses and what is not open are left out", async () => {
  expect(await countOpen(fresh.db, { project: PROJECT })).toEqual({ handoffs: 0, groups: 0 });
  const handoffs = [makeHandoff({ id: "a", findings: [LOST_FINDING] }), makeHandoff({ id: "b", findings: [LOST_FINDING, OVERDUE] }), makeHandoff({ id: "fine" }), makeHandoff({ id: "guess", findings: [LOST_FINDING], confidence: 0.2 })];
  await insertHandoffs(fresh.db, handoffs, { version: 1n });
  await refreshSeamsPerMinute(fresh.db, PROJECT, handoffs.map(bucketOf), 1n);
  expect(await countOpen(fresh.db, { project: PROJECT })).toEqual({ handoffs: 3, groups: 2 });
  await resolveOpen(fresh.db, PROJECT, ResolveRequest.parse({ reason: "no matter", handoffs: [{ class: "lost", id: "a" }] }));
  const { openInAll, groupsInAll } = await getReconciliation(fresh.db, { project: PROJECT, ...ALL_TIME, now: new Date("2026-11-21T12:00:00Z") });
  expect(await countOpen(fresh.db, { project: PROJECT })).toEqual({ handoffs: openInAll.reduce((sum, one) => sum + one.handoffs, 0), groups: groupsInAll });
  expect(await countOpen(fresh.db, { project: PROJECT })).toEqual({ handoffs: 2, groups: 2 });
});
