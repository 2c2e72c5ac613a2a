import { afterAll, beforeAll, expect, test } from "vitest";
import { contractToRow } from "@/lib/clickhouse/contract-row.ts";
import { askKey, type MeasureAsk, type Measured } from "@/lib/model/alert-measure.ts";
import { makeStored } from "@/lib/testing/contract-rows.ts";
import { type FreshDatabase, freshDatabase } from "@/lib/testing/fresh-database.ts";
import { makeHandoff } from "@/lib/testing/handoff-rows.ts";
import { insertTold } from "@/lib/testing/told-handoffs.ts";
import { burnRate, shortWindowMs } from "./burn-rate.ts";
import { learnCadences, readCadences } from "./read-cadence.ts";
import { readMeasured } from "./read-measured.ts";

const [MINUTE, HOUR, DAY] = [60_000, 3_600_000, 86_400_000];
/** A Monday at ten. */
const MONDAY = Date.parse("2026-11-16T10:00:00Z");

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.dispose());

async function measure(project: string, metric: MeasureAsk["metric"], at: number, windowMs = HOUR): Promise<Measured[]> {
  const ask: MeasureAsk = { metric, windowMs, classes: [], quantile: 0.95 };
  return (await readMeasured(fresh.db, { project, at: new Date(at), asks: [ask] })).get(askKey(ask)) ?? [];
}

/** Hours in which a seam was at work, each from its first minute to its last in steps. */
async function work(project: string, seamId: string, hours: readonly { at: number; everyMinutes: number }[]): Promise<void> {
  await fresh.db.insert("seams_per_hour", hours.map(({ at, everyMinutes }) => {
    const minutes = Array.from({ length: Math.ceil(60 / everyMinutes) }, (_, index) => index * everyMinutes);
    return {
      project, seam_id: seamId, hour: at / 1000, source: "planner", target: "worker", contract: "task", handoffs: minutes.length, version: "1",
      first_at: new Date(at).toISOString(), last_at: new Date(at + (minutes.at(-1) ?? 0) * MINUTE).toISOString(), minutes: minutes.map((minute) => ({ minute, handoffs: 1, failed: 0 })),
    };
  }));
}

const hoursOf = (days: number, ofDay: readonly number[], isAtWork: (weekday: number) => boolean): number[] =>
  Array.from({ length: days }, (_, back) => MONDAY - (back + 1) * DAY).flatMap((morning) => (isAtWork(new Date(morning).getUTCDay()) ? ofDay.map((hour) => Math.floor(morning / DAY) * DAY + hour * HOUR) : []));

const valueAt = async (at: number): Promise<number> => (await measure("office", "absence", at))[0]?.value ?? Number.NaN;

test("silence is held against what is usual at that hour of the week: no alarm at night or over the weekend, one on Monday morning", async () => {
  const office = hoursOf(27, [9, 10, 11, 12, 13, 14, 15, 16], (day) => day > 0 && day < 6);
  await work("office", "s", office.map((at) => ({ at, everyMinutes: 5 })));
  expect(await valueAt(MONDAY - 2 * DAY)).toBeLessThan(1.1);
  expect(await valueAt(MONDAY - 10 * HOUR)).toBeLessThan(1.1);
  expect(await valueAt(MONDAY - HOUR)).toBeLessThan(1.1);
  expect(await valueAt(MONDAY - HOUR + 10 * MINUTE)).toBeLessThan(1.1);
  expect(await valueAt(MONDAY + 90 * MINUTE)).toBeGreaterThan(100);
});

test("what was learned serves for the hour after it, with the handoffs since, and no longer", async () => {
  await work("held", "s", hoursOf(10, [0, 6, 12, 18], () => true).map((at) => ({ at, everyMinutes: 60 })));
  const before = { project: "held", at: new Date(MONDAY - 30 * MINUTE) };
  const [learned] = await readCadences(fresh.db, before);
  await work("held", "s", [{ at: MONDAY - HOUR, everyMinutes: 10 }]);
  await fresh.db.insert("seams_by_minute", [{ project: "held", seam_id: "s", minute: (MONDAY - 10 * MINUTE) / 1000, handoffs: 1, first_at: new Date(MONDAY - 10 * MINUTE).toISOString(), last_at: new Date(MONDAY - 10 * MINUTE).toISOString(), version: "1" }]);
  const [next] = await readCadences(fresh.db, { project: "held", at: new Date(MONDAY + 20 * MINUTE) });
  expect(next).toEqual({ ...learned, lastS: (MONDAY - 10 * MINUTE) / 1000 });
  const [anew] = await readCadences(fresh.db, { project: "held", at: new Date(MONDAY + 80 * MINUTE) });
  expect(anew?.hours).toBe((learned?.hours ?? 0) + 1);
  await learnCadences(fresh.db, before);
  expect((await readCadences(fresh.db, before))[0]?.usualS).toBe(learned?.usualS);
});

test("the last handoff counts also within the hour that nothing was learned from yet, and a seam with little history has no cadence", async () => {
  await work("fresh", "steady", hoursOf(10, [0, 3, 6, 9, 12, 15, 18, 21], () => true).map((at) => ({ at, everyMinutes: 60 })));
  await work("fresh", "new", [{ at: MONDAY - 5 * HOUR, everyMinutes: 10 }]);
  const at = MONDAY + 50 * MINUTE;
  const latest = new Date(MONDAY + 20 * MINUTE);
  await fresh.db.insert("seams_by_minute", [{ project: "fresh", seam_id: "steady", minute: latest.getTime() / 1000, handoffs: 1, first_at: latest.toISOString(), last_at: latest.toISOString(), version: "1" }]);
  const measured = await measure("fresh", "absence", at);
  expect(measured.toSorted((a, b) => (a.seamId < b.seamId ? -1 : 1)).map(({ seamId, value, n }) => [seamId, value, n])).toEqual([["new", null, 1], ["steady", expect.closeTo(1 / 6, 2), 80]]);
});

const judged = (index: number, seamId: string, contract: string) => ({ handoff: makeHandoff({ id: `${seamId}${index}`, seamId, contract }), news: index < 3 ? ["settled", "failed"] : ["settled"] });

test("pace is the lesser of both windows, against the objective of the contract in force; without one there is none", async () => {
  await fresh.db.insert("contracts", [contractToRow(makeStored({ contract: "task", slo: { objective: 99, window: "30d" } }, { pushedAt: "2026-01-01T00:00:00Z", appliesFrom: "2026-01-01T00:00:00Z" }), "paced")]);
  await insertTold(fresh.db, "paced", Array.from({ length: 10 }, (_, index) => [judged(index, "with", "task"), judged(index, "without", "")]).flat());
  const now = Date.now() + 1000;
  expect(await measure("paced", "burn_rate", now)).toMatchObject([{ seamId: "with", value: expect.closeTo(30, 6), n: 10, failed: 3 }]);
  // Ten minutes later the short window is clean, and with it the pace.
  expect(await measure("paced", "burn_rate", now + 10 * MINUTE)).toMatchObject([{ seamId: "with", value: 0, n: 10, failed: 3 }]);
  expect([shortWindowMs(HOUR), shortWindowMs(3 * DAY), shortWindowMs(MINUTE)]).toEqual([5 * MINUTE, 6 * HOUR, MINUTE]);
  expect(burnRate(100, { handoffs: 10, failed: 1 }, { handoffs: 1, failed: 1 })).toBeCloseTo(10_000, 6);
});

test("the reconciler's own absence is measured on the product itself", async () => {
  expect(await measure("nothing", "unreconciled", MONDAY)).toMatchObject([{ seamId: "", value: 0 }]);
  await insertTold(fresh.db, "asleep", [{ handoff: makeHandoff({ id: "w", verdict: "pending", deadlineAt: "2026-11-01T00:00:00.000000000Z" }), news: [] }]);
  expect(await measure("asleep", "unreconciled", Date.now())).toMatchObject([{ seamId: "", value: 1, n: 1, failed: 1 }]);
});
