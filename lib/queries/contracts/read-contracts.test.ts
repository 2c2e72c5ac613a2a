import { afterAll, beforeAll, expect, test } from "vitest";
import { PROJECT } from "@/lib/model/project.ts";
import { insertContracts, makeStored } from "@/lib/testing/contract-rows.ts";
import { freshDatabase, type FreshDatabase } from "@/lib/testing/fresh-database.ts";
import { readContracts } from "./read-contracts.ts";

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.dispose());

test("every pushed version comes back whole, to the nanosecond, the latest push first", async () => {
  const payload = { type: "object", required: ["id"], properties: { id: { type: "string", const: "é\"\\ {name: String}" } } };
  const older = makeStored({ payload, deadline: "15m" }, { source: "contract: task # {x: Int8}\n", pushedAt: "2026-02-01T00:00:00.123456789Z" });
  const newer = makeStored({ version: "1.1.0" }, { pushedAt: "2026-02-01T00:00:00.123456790Z" });
  await insertContracts(fresh.db, [older, newer]);
  expect(await readContracts(fresh.db, { project: PROJECT })).toEqual([newer, older]);
  expect(await readContracts(fresh.db, { project: "another" })).toEqual([]);
});
