import { afterAll, beforeAll, expect, test } from "vitest";
import { freshDatabase, type FreshDatabase } from "@/lib/testing/fresh-database.ts";
import { askOnce } from "./ask-once.ts";

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.dispose());

const NUMBER = "SELECT rand64() AS number, {of: String} AS of";

test("askOnce() answers the same question with the same rows, and another one anew", async () => {
  const db = askOnce(fresh.db);
  const [first, again] = await Promise.all([db.select("a", NUMBER, { of: "one" }), db.select("b", NUMBER, { of: "one" })]);
  expect(again).toEqual(first);
  expect(await db.select("a", NUMBER, { of: "one" })).toEqual(first);
  expect(await db.select("a", NUMBER, { of: "two" })).not.toEqual(first);
  expect(await askOnce(fresh.db).select("a", NUMBER, { of: "one" })).not.toEqual(first);
});

test("askOnce() tells values of any kind apart", async () => {
  const db = askOnce(fresh.db);
  const at = (ms: number) => db.select("at", "SELECT rand64() AS number, {at: DateTime64(3)} AS at", { at: new Date(ms) });
  const whole = (number: bigint) => db.select("whole", "SELECT rand64() AS number, {n: Int64} AS n", { n: number });
  expect(await at(1)).not.toEqual(await at(2));
  expect(await whole(9_007_199_254_740_993n)).not.toEqual(await whole(9_007_199_254_740_992n));
});

test("askOnce() forgets what was read before something was written", async () => {
  const db = askOnce(fresh.db);
  const before = await db.select("a", NUMBER, { of: "one" });
  await db.run("SELECT 1");
  expect(await db.select("a", NUMBER, { of: "one" })).not.toEqual(before);
});
