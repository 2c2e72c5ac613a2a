import { afterAll, beforeAll, expect, test } from "vitest";
import { declareAgent } from "@/lib/commands/declare-agent.ts";
import type { Impact } from "@/lib/model/agent.ts";
import type { Handoff } from "@/lib/model/handoff.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { type FreshDatabase, freshDatabase } from "@/lib/testing/fresh-database.ts";
import { bucketOf, insertHandoffs, LOST_FINDING, makeHandoff } from "@/lib/testing/handoff-rows.ts";
import { refreshSeamsPerMinute } from "../seams/refresh-seams-per-minute.ts";
import { getAgent } from "./get-agent.ts";
import { getImpact } from "./get-impact.ts";
import { listAgents } from "./list-agents.ts";

const WINDOW = { project: PROJECT, from: new Date("2026-11-20T00:00:00Z"), to: new Date("2026-11-21T00:00:00Z") };
const NOW = new Date("2026-11-21T00:00:00Z");
const agent = (name: string, version: string): Handoff["source"] => ({ name, version, type: "agent", service: "" });
const payload = (body: string): NonNullable<Handoff["sent"]> => ({ body, mediaType: "application/json", hash: "", sizeBytes: body.length, tokens: null, from: "handoff.sent.payload" });

/** planner 1 and 2 hand over to writer, writer to publisher; one of them is lost. */
const HANDOFFS = [
  makeHandoff({ id: "a", seamId: "plan", source: agent("planner", "1.0.0"), target: agent("writer", "3.0.0"), contract: "task", correlationId: "w1", sent: payload('{"topic":"a"}'), versions: { source: "1.0.0", target: "3.0.0", contract: "", accepted: [] } }),
  makeHandoff({ id: "b", seamId: "plan", source: agent("planner", "2.0.0"), target: agent("writer", "3.0.0"), contract: "task", correlationId: "w2", sent: payload("{}"), startedAt: "2026-11-20T09:00:00.000000000Z", versions: { source: "2.0.0", target: "3.0.0", contract: "", accepted: [] } }),
  makeHandoff({ id: "c", seamId: "publish", source: agent("writer", "3.0.0"), target: agent("publisher", ""), contract: "draft", correlationId: "w2", verdict: "lost", findings: [LOST_FINDING], versions: { source: "3.0.0", target: "", contract: "", accepted: [] } }),
];

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
  await insertHandoffs(fresh.db, HANDOFFS, { version: 1n });
  await refreshSeamsPerMinute(fresh.db, PROJECT, HANDOFFS.map(bucketOf), 1n);
  const declare = (value: object, at: string) => declareAgent(fresh.db, { project: PROJECT, text: JSON.stringify(value), now: new Date(at) });
  await declare({ name: "Writer", owner: { team: "old" } }, "2026-11-01T00:00:00Z");
  await declare({ name: "Writer", owner: { team: "content" }, capabilities: ["draft"] }, "2026-11-02T00:00:00Z");
  await declare({ name: "archivist", skills: [{ id: "archive", tags: [] }] }, "2026-11-02T00:00:00Z");
});
afterAll(() => fresh.dispose());

test("the registry merges what was observed with what is declared, the worst first and the unseen last", async () => {
  const agents = await listAgents(fresh.db, WINDOW);
  expect(agents.map(({ name, observed, seamsIn, seamsOut, handoffsIn, handoffsOut, failed }) => [name, observed, seamsIn, seamsOut, handoffsIn, handoffsOut, failed])).toEqual([
    ["writer", true, 1, 1, 2, 1, 1], ["publisher", true, 1, 0, 1, 0, 1], ["planner", true, 0, 1, 0, 2, 0], ["archivist", false, 0, 0, 0, 0, 0],
  ]);
  expect(agents[0]).toMatchObject({ owner: { team: "content", saidBy: "declaration" }, capabilities: ["draft"], firstSeenAt: "2026-11-20T07:00:12.123456789Z" });
  expect(agents[2]?.versions.map(({ version, handoffs }) => [version, handoffs])).toEqual([["2.0.0", 1], ["1.0.0", 1]]);
});

test("an agent's page has its seams, every declaration and the group it stands in", async () => {
  const writer = await getAgent(fresh.db, { ...WINDOW, name: "writer" });
  expect(writer?.seams.map((seam) => seam.id)).toEqual(["publish", "plan"]);
  expect(writer?.history.map(({ declaration }) => declaration.owner?.team)).toEqual(["content", "old"]);
  expect(writer?.topology).toMatchObject({ kind: "chain", parts: [{ members: ["planner", "writer", "publisher"] }] });
  expect(await getAgent(fresh.db, { ...WINDOW, name: "ARCHIVIST" })).toMatchObject({ observed: false, capabilities: ["archive"], seams: [], topology: null });
  expect(await getAgent(fresh.db, { ...WINDOW, name: "nobody" })).toBeUndefined();
});

const impactOf = (subject: Partial<Impact["subject"]>): Promise<Impact> => getImpact(fresh.db, { ...WINDOW, now: NOW, subject: { kind: "agent", name: "", pointer: "", ...subject } });

test("the impact of changing an agent: seams, volume, workflows, teams and who comes after", async () => {
  expect(await impactOf({ name: "Writer" })).toMatchObject({
    seams: [{ id: "plan", handoffs: 2, workflows: 2, owner: { team: "content" } }, { id: "publish", handoffs: 1, failed: 1, owner: null }],
    handoffs: 3, workflows: 2, teams: ["content"], unowned: 1, downstream: ["publisher"],
  });
});

test("the impact of changing a field counts the payloads that carry it", async () => {
  expect(await impactOf({ kind: "field", name: "task", pointer: "/topic" })).toMatchObject({ seams: [{ id: "plan", carrying: { sampled: 2, carrying: 1 } }], workflows: 2, downstream: ["publisher"] });
  expect(await impactOf({ kind: "contract", name: "no such" })).toMatchObject({ seams: [], handoffs: 0, workflows: 0, teams: [] });
});
