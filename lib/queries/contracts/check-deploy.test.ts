import { afterAll, beforeAll, expect, test } from "vitest";
import { declareAgent } from "@/lib/commands/declare-agent.ts";
import { verifyContract } from "@/lib/commands/verify-contract.ts";
import { VerificationRequest } from "@/lib/model/contract-verification.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { insertContracts, makeStored } from "@/lib/testing/contract-rows.ts";
import { freshDatabase, type FreshDatabase } from "@/lib/testing/fresh-database.ts";
import { bucketOf, insertHandoffs, makeHandoff } from "@/lib/testing/handoff-rows.ts";
import { refreshSeamsPerMinute } from "../seams/refresh-seams-per-minute.ts";
import { checkDeploy } from "./check-deploy.ts";

const NOW = new Date("2026-11-21T00:00:00Z");
let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
  await insertContracts(fresh.db, [makeStored({ payload: { type: "object" } })]);
  const versions = { source: "1.0.0", target: "2.0.0", contract: "1.0.0", accepted: [] };
  const handoffs = [makeHandoff({ id: "a", versions }), makeHandoff({ id: "old", versions: { ...versions, target: "1.0.0" }, startedAt: "2026-10-01T00:00:00.000000000Z" })];
  await insertHandoffs(fresh.db, handoffs, { version: 1n });
  await refreshSeamsPerMinute(fresh.db, PROJECT, handoffs.map(bucketOf), 1n);
});
afterAll(() => fresh.dispose());

const check = (agent: string, version: string) => checkDeploy(fresh.db, { project: PROJECT, agent, version, from: new Date("2026-11-14T00:00:00Z"), to: NOW, now: NOW });

test("only versions that the window saw are met; a test that passes opens the way, and what the receiver declares closes it", async () => {
  expect(await check("planner", "1.1.0")).toMatchObject({ answer: "no", pairs: [{ target: { version: "2.0.0" }, contractVersion: "1.0.0", verified: null }] });
  const told = VerificationRequest.parse({ version: "1.0.0", producer: { name: "planner", version: "1.1.0" }, outcome: "passed" });
  await verifyContract(fresh.db, { project: PROJECT, name: "task", told });
  expect(await check("planner", "1.1.0")).toMatchObject({ answer: "yes", pairs: [{ verified: "producer", answer: "yes" }] });
  await declareAgent(fresh.db, { project: PROJECT, text: '{"name":"Worker","accepts":{"task":"^2.0.0"}}', now: NOW });
  expect(await check("planner", "1.1.0")).toMatchObject({ answer: "no", pairs: [{ declared: false, why: "the receiver takes ^2.0.0" }] });
});

test("an agent without traffic in the window is not waved through", async () => {
  expect(await check("plannner", "1.0.0")).toBeUndefined();
});
