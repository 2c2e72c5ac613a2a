import { afterAll, beforeAll, expect, test } from "vitest";
import { PROJECT } from "@/lib/model/project.ts";
import { insertContracts, makeStored } from "@/lib/testing/contract-rows.ts";
import { freshDatabase, type FreshDatabase } from "@/lib/testing/fresh-database.ts";
import { bucketOf, insertHandoffs, makeHandoff } from "@/lib/testing/handoff-rows.ts";
import { refreshSeamsPerMinute } from "../seams/refresh-seams-per-minute.ts";
import { findPlaces } from "./find-places.ts";

const agent = (name: string) => ({ name, version: "", type: "agent" as const, service: "" });
const HANDOFFS = [
  makeHandoff({ id: "draft-1/a", seamId: "s-1", source: agent("Creator"), target: agent("executor"), contract: "draft", correlationId: "task-77", traceIds: ["ab".repeat(16)] }),
  makeHandoff({ id: "draft-2", seamId: "s-2", source: agent("planner"), target: agent("Creator"), contract: "" }),
];

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
  await insertHandoffs(fresh.db, HANDOFFS, { version: 1n });
  await refreshSeamsPerMinute(fresh.db, PROJECT, HANDOFFS.map(bucketOf), 1n);
  await insertContracts(fresh.db, [makeStored()]);
});
afterAll(() => fresh.dispose());

const found = async (text: string): Promise<string[]> => (await findPlaces(fresh.db, { project: PROJECT, text })).map(({ kind, title }) => `${kind} ${title}`);

test.each([
  ["creator", ["agent Creator", "seam Creator → executor", "seam planner → Creator"]],
  ["exec crea", ["seam Creator → executor"]],
  ["draft", ["contract draft", "seam Creator → executor", "handoff draft-1/a", "handoff draft-2"]],
  ["draft-1", ["handoff draft-1/a"]],
  ["abab", [`trace ${"ab".repeat(16)}`]],
  ["task-7", ["workflow task-77"]],
  ["task", ["contract task", "workflow task-77"]],
  ["%", []],
  ["   ", []],
])("%j finds what holds the words in its name, or begins with them in its id", async (text, places) => {
  expect(await found(text)).toEqual(places);
});
