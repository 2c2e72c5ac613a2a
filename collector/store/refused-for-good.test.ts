import { afterAll, beforeAll, expect, test } from "vitest";
import { freshDatabase, type FreshDatabase } from "@/lib/testing/fresh-database.ts";
import { FOR_GOOD, isForGood } from "./refused-for-good.ts";

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.dispose());

test("every code that means 'for good' has the name ClickHouse gives it", async () => {
  const rows = await fresh.db.select("test", "SELECT toString(number) AS code, errorCodeToName(number) AS name FROM numbers(1100) WHERE number IN {codes: Array(UInt32)}", { codes: Object.keys(FOR_GOOD).map(Number) });
  expect(Object.fromEntries(rows.map((row) => [Reflect.get(Object(row), "code"), Reflect.get(Object(row), "name")]))).toEqual(FOR_GOOD);
});

test("what passes by itself is never taken to be for good", async () => {
  const passing = ["MEMORY_LIMIT_EXCEEDED", "TOO_MANY_PARTS", "NETWORK_ERROR", "SOCKET_TIMEOUT", "TIMEOUT_EXCEEDED", "NOT_ENOUGH_SPACE", "TABLE_IS_READ_ONLY", "READONLY", "TOO_MANY_SIMULTANEOUS_QUERIES", "UNKNOWN_TABLE", "UNKNOWN_DATABASE", "AUTHENTICATION_FAILED", "QUERY_WAS_CANCELLED", "ALL_CONNECTION_TRIES_FAILED", "CANNOT_OPEN_FILE", "KEEPER_EXCEPTION"];
  const rows = await fresh.db.select("test", "SELECT toUInt32(number) AS code FROM numbers(1100) WHERE errorCodeToName(number) IN {passing: Array(String)}", { passing });
  expect(rows).toHaveLength(passing.length);
  expect(rows.map((row) => isForGood(Number(Reflect.get(Object(row), "code"))))).toEqual(passing.map(() => false));
});
