import { afterAll, beforeAll, expect, test } from "vitest";
import { QUIET } from "@/lib/alerts/world.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { makeTransition } from "@/lib/testing/firing-rows.ts";
import { freshDatabase, type FreshDatabase } from "@/lib/testing/fresh-database.ts";
import { keepWorld } from "./keep-world.ts";

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.dispose());

const AT_MS = Date.now();
const settled = (firingId: string) => ({ world: QUIET, rows: [makeTransition({ firingId, at: new Date(AT_MS).toISOString() })] });
const stored = async (): Promise<string[]> => (await fresh.db.select("test", "SELECT firing_id AS id FROM alert_transitions ORDER BY id", {})).map((row) => String(Reflect.get(Object(row), "id")));

test("what was decided before somebody else stored something is not stored", async () => {
  const [one, two] = [keepWorld(fresh.db, PROJECT, Date.now), keepWorld(fresh.db, PROJECT, Date.now)];
  await one.current(AT_MS);
  await two.current(AT_MS);
  expect(await one.store(settled("f1"), AT_MS)).toBe(true);
  expect(await two.store(settled("f2"), AT_MS + 1)).toBe(false);
  expect(await stored()).toEqual(["f1"]);
  await two.current(AT_MS);
  expect(await two.store(settled("f3"), AT_MS + 2)).toBe(true);
  expect(await stored()).toEqual(["f1", "f3"]);
});

test("what comes so late that another one may have taken over is refused by the database", async () => {
  const before = await stored();
  const asleep = keepWorld(fresh.db, PROJECT, () => Date.now() - 60_000);
  await asleep.current(AT_MS);
  await expect(asleep.store(settled("f4"), AT_MS + 3)).rejects.toThrow("in_time");
  await asleep.current(AT_MS);
  expect(await stored()).toEqual(before);
});
