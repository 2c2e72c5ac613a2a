import { afterAll, beforeAll, expect, test } from "vitest";
import { PROJECT } from "@/lib/model/project.ts";
import { insertTransitions, makeAlertMessage, makeTransition } from "@/lib/testing/firing-rows.ts";
import { freshDatabase, type FreshDatabase } from "@/lib/testing/fresh-database.ts";
import { getFiring } from "./get-firing.ts";
import { type FiringsQuestion, listFirings } from "./list-firings.ts";
import { readFiringTimes } from "./read-firing-times.ts";

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
  const told = makeTransition();
  const hushed = { firingId: "f-2", seamId: "s-2", at: "2026-11-20T08:00:00.000Z" };
  const other = makeAlertMessage({ firingId: "f-3", rule: { ...makeAlertMessage().rule, severity: "info" }, owner: null, evidence: { ...makeAlertMessage().evidence, class: "late" } });
  await insertTransitions(fresh.db, [
    makeTransition({ state: "pending", firingId: "", event: null, at: "2026-11-20T07:04:00.000Z", message: null }),
    told,
    makeTransition({ state: "no_data", event: null, at: "2026-11-20T07:06:00.000Z" }),
    makeTransition({ state: "ok", event: "resolve", at: "2026-11-20T07:10:00.000Z", message: makeAlertMessage({ event: "resolve", value: 0, note: "well again", resolvedAt: "2026-11-20T07:10:00.000Z" }) }),
    makeTransition({ ...hushed, event: null, suppressedBy: "silence:q" }),
    makeTransition({ ...hushed, at: "2026-11-20T08:05:00.000Z", event: null, suppressedBy: "silence:q", state: "ok" }),
    makeTransition({ firingId: "f-3", seamId: "s-3", at: "2026-11-20T09:00:00.000Z", message: other }),
    makeTransition({ ruleId: "", seamId: "", detail: "silence:q ops", firingId: "sum", event: "suppressed", state: "ok", at: "2026-11-20T10:00:00.000Z" }),
  ]);
});
afterAll(() => fresh.dispose());

const list = (asked: Partial<FiringsQuestion> & { cursor?: string; limit?: number } = {}) => listFirings(fresh.db, { project: PROJECT, limit: 50, ...asked });
const timesOf = (from: string, to: string, seamId = "s-1") => readFiringTimes(fresh.db, { project: PROJECT, seamId, from: new Date(from), to: new Date(to) });
const ids = async (asked: Partial<FiringsQuestion>) => (await list(asked)).firings.map(({ id }) => id);

test("every time something fired is listed once, the latest first, with how many go on and were told to nobody", async () => {
  expect(await list()).toMatchObject({
    inAll: 3, going: 1, untold: 1, next: null,
    firings: [
      { id: "f-3", resolvedAt: null, told: true },
      { id: "f-2", resolvedAt: "2026-11-20T08:05:00.000Z", told: false, suppressedBy: ["silence:q"] },
      { id: "f-1", openedAt: "2026-11-20T07:05:00.000Z", resolvedAt: "2026-11-20T07:10:00.000Z", told: true, value: 0.2, n: 20, class: "lost", samples: 1, sample: "h-1" },
    ],
  });
});

test("each filter leaves what it says", async () => {
  expect(await ids({ seam: "s-2" })).toEqual(["f-2"]);
  expect(await ids({ rule: "r-2" })).toEqual([]);
  expect(await ids({ severity: "info" })).toEqual(["f-3"]);
  expect(await ids({ owner: "" })).toEqual(["f-3"]);
  expect(await ids({ owner: "working" })).toEqual(["f-2", "f-1"]);
  expect(await ids({ class: "late" })).toEqual(["f-3"]);
  expect(await ids({ going: "firing" })).toEqual(["f-3"]);
  expect(await ids({ going: "resolved" })).toEqual(["f-2", "f-1"]);
  expect(await ids({ suppression: "suppressed" })).toEqual(["f-2"]);
  expect(await ids({ suppression: "told" })).toEqual(["f-3", "f-1"]);
});

test("a window takes what went on within it, also when it began before", async () => {
  expect(await ids({ from: new Date("2026-11-20T07:06:00Z"), to: new Date("2026-11-20T07:07:00Z") })).toEqual(["f-1"]);
  expect(await ids({ from: new Date("2026-11-20T12:00:00Z") })).toEqual(["f-3"]);
  expect(await ids({ to: new Date("2026-11-20T07:05:00Z") })).toEqual([]);
});

test("when alerts fired on a seam is told of those within the window, and how many there ever were", async () => {
  const { firings } = await list({ seam: "s-1" });
  const all = await timesOf("2026-11-01T00:00:00Z", "2026-12-01T00:00:00Z");
  expect(all).toEqual({ within: firings.map(({ id, openedAt, resolvedAt }) => ({ id, openedAt, resolvedAt })), inAll: firings.length });
  expect(all.within.map(({ id }) => id)).toContain("f-1");
  expect((await timesOf("2026-11-20T07:06:00Z", "2026-11-20T07:07:00Z")).within.map(({ id }) => id)).toEqual(["f-1"]);
  expect(await timesOf("2026-11-01T00:00:00Z", "2026-11-02T00:00:00Z")).toEqual({ within: [], inAll: firings.length });
  expect(await timesOf("2026-11-25T00:00:00Z", "2026-12-01T00:00:00Z", "s-3")).toEqual({ within: [{ id: "f-3", openedAt: "2026-11-20T09:00:00.000Z", resolvedAt: null }], inAll: 1 });
  expect(await timesOf("2026-11-01T00:00:00Z", "2026-12-01T00:00:00Z", "never")).toEqual({ within: [], inAll: 0 });
});

test("pages follow each other without a gap", async () => {
  const first = await list({ limit: 2 });
  expect(first.firings.map(({ id }) => id)).toEqual(["f-3", "f-2"]);
  expect((await list({ limit: 2, cursor: first.next ?? "" })).firings.map(({ id }) => id)).toEqual(["f-1"]);
});

test("a firing is found by its id, with what was stored when it fired and every step since", async () => {
  const found = await getFiring(fresh.db, { project: PROJECT, id: "f-1" });
  expect(found?.message).toEqual(makeAlertMessage());
  expect(found?.steps.map(({ state, event, note }) => [state, event, note])).toEqual([["firing", "open", ""], ["no_data", null, ""], ["ok", "resolve", "well again"]]);
  expect(await getFiring(fresh.db, { project: PROJECT, id: "sum" })).toBeUndefined();
});
