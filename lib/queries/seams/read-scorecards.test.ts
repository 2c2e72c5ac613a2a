import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { declareAgent } from "@/lib/commands/declare-agent.ts";
import type { Handoff } from "@/lib/model/handoff.ts";
import { PROJECT } from "@/lib/model/project.ts";
import type { SeamScorecard } from "@/lib/model/scorecard.ts";
import { insertContracts, makeStored } from "@/lib/testing/contract-rows.ts";
import { freshDatabase, type FreshDatabase } from "@/lib/testing/fresh-database.ts";
import { bucketOf, insertHandoffs, LOST_FINDING, makeHandoff } from "@/lib/testing/handoff-rows.ts";
import { listSeams } from "./list-seams.ts";
import { readScorecards } from "./read-scorecards.ts";
import { refreshSeamsPerMinute } from "./refresh-seams-per-minute.ts";

const NOW = new Date("2026-11-21T12:00:00Z");
const WEEK = { from: new Date("2026-11-14T12:00:00Z"), to: NOW };
let fresh: FreshDatabase;
const on = (seamId: string, id: string, startedAt: string, changes: Partial<Handoff> = {}): Handoff => makeHandoff({ id, seamId, contract: "", startedAt, ...changes });

beforeAll(async () => {
  fresh = await freshDatabase();
  const failing: Partial<Handoff> = { findings: [LOST_FINDING], verdict: "lost" };
  const stranger = { name: "Night-Writer", version: "1", type: "agent", service: "" } as const;
  await write(fresh.db, [
    on("kept", "k1", "2026-11-20T07:00:00.000000000Z", { contract: "task" }),
    on("kept", "k2", "2026-11-20T08:00:00.000000000Z", { contract: "task", ...failing }),
    on("kept", "k3", "2026-11-02T08:30:30.000000000Z", { contract: "task", ...failing }),
    on("kept", "long ago", "2026-10-20T08:00:00.000000000Z", { contract: "task", ...failing }),
    on("told", "t1", "2026-11-20T07:00:00.000000000Z", { target: stranger }),
    on("left", "l1", "2026-11-20T07:00:00.000000000Z", { source: stranger, target: { ...stranger, name: "nobody" } }),
  ]);
  await declareAgent(fresh.db, { project: PROJECT, text: '{"name":"night_writer","owner":{"team":"night"}}', now: NOW });
  await insertContracts(fresh.db, [
    makeStored({ owner: { team: "works", contact: "#works" }, slo: { objective: 50, window: "30d" }, accepts: "^1.0.0", stakes: "irreversible", fallback: { owner: "human:works" }, runbook: "https://wiki.example.com/task", mode: "enforce" }),
    makeStored({ contract: "later", seam: { source: "Night-Writer", target: "nobody" } }, { appliesFrom: "2027-01-01T00:00:00Z" }),
  ]);
});
afterAll(() => fresh.dispose());

async function write(db: Database, handoffs: Handoff[]): Promise<void> {
  await insertHandoffs(db, handoffs, { version: 1n });
  await refreshSeamsPerMinute(db, PROJECT, handoffs.map(bucketOf), 1n);
}

async function cardOf(seamId: string): Promise<SeamScorecard | undefined> {
  const seams = await listSeams(fresh.db, { project: PROJECT, ...WEEK });
  return (await readScorecards(fresh.db, { project: PROJECT, seams, now: NOW })).get(seamId);
}

test("the contract in force tells owner, terms and stakes, and its objective is held against its own window, not that of the list", async () => {
  expect(await cardOf("kept")).toEqual({
    seamId: "kept",
    owner: { team: "works", contact: "#works", saidBy: "contract task" },
    contract: { name: "task", version: "1.0.0", mode: "enforce" },
    fallback: { owner: "human:works", agent: "" },
    runbook: "https://wiki.example.com/task",
    stakes: "irreversible",
    readiness: { score: 3, points: [expect.objectContaining({ point: "documented", met: false }), expect.objectContaining({ met: true }), expect.objectContaining({ met: true }), expect.objectContaining({ met: true }), expect.objectContaining({ point: "failure_path", met: false })] },
    budget: { objective: 50, window: "30d", from: "2026-10-22T12:00:00.000Z", handoffs: 3, failed: 2, allowed: 1.5, remaining: 1 - 2 / 1.5 },
  });
});

test("without a contract the receiver's declaration tells who answers, however its name is spelt", async () => {
  expect(await cardOf("told")).toMatchObject({ owner: { team: "night", saidBy: "declaration" }, contract: null, fallback: null, runbook: "", stakes: null, budget: null });
});

test("nobody answers for a seam whose contract is not yet in force", async () => {
  expect(await cardOf("left")).toMatchObject({ owner: null, contract: null, readiness: { score: 1 } });
});

test("one seam alone is told as among all others", async () => {
  const seams = (await listSeams(fresh.db, { project: PROJECT, ...WEEK })).filter((seam) => seam.id === "kept");
  expect([...(await readScorecards(fresh.db, { project: PROJECT, seams, now: NOW })).values()]).toEqual([await cardOf("kept")]);
});
