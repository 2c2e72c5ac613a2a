import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import type { PutContractAnswer } from "@/lib/model/contract-registry.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { readContracts } from "@/lib/queries/contracts/read-contracts.ts";
import { freshDatabase, type FreshDatabase } from "@/lib/testing/fresh-database.ts";
import { insertHandoffs, makeHandoff } from "@/lib/testing/handoff-rows.ts";
import { putContract, type PutContract } from "./put-contract.ts";

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
  await insertHandoffs(fresh.db, [
    makeHandoff({ id: "before", seamId: "named", contract: "order", startedAt: "2026-11-19T23:59:59.999999999Z" }),
    makeHandoff({ id: "named", seamId: "named", contract: "order", startedAt: "2026-11-20T00:00:00.000000000Z" }),
    makeHandoff({ id: "by seam", seamId: "nameless", contract: "", source: { name: "Order Taker", version: "", type: "agent", service: "" } }),
    makeHandoff({ id: "guess", seamId: "nameless", contract: "", confidence: 0.2 }),
    makeHandoff({ id: "elsewhere", seamId: "other", contract: "other" }),
  ], { version: 1n });
});
afterAll(() => fresh.dispose());

const NOW = new Date("2026-11-21T00:00:00Z");
const put = (text: string, { since, now = NOW }: { since?: string; now?: Date } = {}): Promise<PutContract> =>
  putContract(fresh.db, { project: PROJECT, text, now, ...(since === undefined ? {} : { since: new Date(since) }) });

async function done(text: string, options: { since?: string; now?: Date } = {}): Promise<PutContractAnswer> {
  const result = await put(text, options);
  if (result.kind !== "done") throw new Error(JSON.stringify(result));
  return result.answer;
}

const pushesOf = async (name: string) => (await readContracts(fresh.db, { project: PROJECT })).filter((push) => push.contract.contract === name);
const requestsOf = async (name: string) =>
  z.array(z.object({ from: z.string(), to: z.string(), reason: z.string() })).parse(await fresh.db.select("test", "SELECT `from`, `to`, reason FROM recheck_requests WHERE contract_name = {name: String} ORDER BY `from`", { name }));

test("a contract is stored as it was pushed, once however often, and comments make no other of it", async () => {
  const text = "# mine\ncontract: once\nversion: 1.0.0\ndeadline: 15m\n";
  expect(await done(text)).toMatchObject({ outcome: "stored", warnings: [], comparison: null, recheck: null, stored: { source: text, contract: { deadline: "15m" }, appliesFrom: NOW.toISOString() } });
  expect(await done('{ "version": "1.0.0", "deadline": "15m", "contract": "once" }', { now: new Date("2026-11-22T00:00:00Z") })).toMatchObject({ outcome: "unchanged", stored: { source: text } });
  expect(await pushesOf("once")).toHaveLength(1);
});

test("other content under a stored version is a conflict that says where it differs and what to do", async () => {
  await done("contract: clash\nversion: 1.2.0\ndeadline: 15m\n");
  expect(await put("contract: clash\nversion: 1.2.0\ndeadline: 5m\nowner: { team: t }\n")).toEqual({
    kind: "conflict", message: "clash 1.2.0 is stored already and differs in /deadline, /owner; a change needs a version of its own, such as 2.0.0",
  });
  expect(await pushesOf("clash")).toHaveLength(1);
});

test("two pushes of one version at once leave one of them stored and refuse the other", async () => {
  const results = await Promise.all(["5m", "6m"].map((deadline) => put(`contract: race\nversion: 1.0.0\ndeadline: ${deadline}\n`)));
  expect(results.map(({ kind }) => kind)).toEqual(["done", "conflict"]);
  expect(await pushesOf("race")).toHaveLength(1);
});

test("what changed since the next lower version is told, and a bump that is too small is warned of", async () => {
  await done("contract: steps\nversion: 1.0.0\ndeadline: 15m\n");
  const answer = await done("contract: steps\nversion: 1.0.1\ndeadline: 5m\n", { now: new Date("2026-11-21T00:00:01Z") });
  expect(answer.comparison).toMatchObject({ from: "1.0.0", to: "1.0.1", compatibility: "FORWARD", bump: { fits: false } });
  expect(answer.warnings).toEqual(["version: from 1.0.0 to 1.0.1 is a patch bump, and a major one is needed: DEADLINE_SHORTENED at /deadline"]);
});

test("a lower version than the highest is stored and told, and compared with the one below it", async () => {
  await done("contract: back\nversion: 1.0.0\n");
  await done("contract: back\nversion: 2.0.0\n");
  const answer = await done("contract: back\nversion: 1.1.0\ndeadline: 5m\n");
  expect(answer).toMatchObject({ outcome: "stored", comparison: { from: "1.0.0", to: "1.1.0" } });
  expect(answer.warnings[0]).toMatch(/1\.1\.0 is lower than 2\.0\.0/);
});

test("with `since` the stored handoffs from then on are counted and asked to be judged again", async () => {
  const answer = await done("contract: order\nversion: 1.0.0\nseam: { source: order_taker, target: Worker }\n", { since: "2026-11-20T00:00:00Z" });
  expect(answer.governs.handoffs).toBe(2);
  expect(new Map(answer.governs.seams.map(({ id, handoffs }) => [id, handoffs]))).toEqual(new Map([["named", 1], ["nameless", 1]]));
  expect(answer.recheck).toEqual({ from: "2026-11-20T00:00:00.000Z", to: NOW.toISOString() });
  expect(await requestsOf("order")).toEqual([{ from: "2026-11-20 00:00:00.000000000", to: "2026-11-21 00:00:00.000000000", reason: "order 1.0.0 was pushed and applies from 2026-11-20T00:00:00.000Z" }]);
});

test("without `since` nothing that is stored is judged again", async () => {
  const answer = await done("contract: late\nversion: 1.0.0\n");
  expect(answer).toMatchObject({ recheck: null, governs: { handoffs: 0, seams: [] } });
  expect(await requestsOf("late")).toEqual([]);
});

test("a stored version can be made to apply from earlier, as if it had from the start, and not from later", async () => {
  const [first, second] = ["contract: early\nversion: 1.0.0\n", "contract: early\nversion: 1.1.0\nowner: { team: t }\n"];
  await done(first, { now: new Date("2026-11-18T00:00:00Z") });
  await done(second, { now: new Date("2026-11-19T00:00:00Z") });
  expect(await done(first, { since: "2026-11-10T00:00:00Z" })).toMatchObject({ outcome: "extended", stored: { appliesFrom: "2026-11-10T00:00:00.000Z" }, recheck: { from: "2026-11-10T00:00:00.000Z" } });
  expect(await done(first, { since: "2026-11-12T00:00:00Z" })).toMatchObject({ outcome: "unchanged", recheck: null });
  expect((await pushesOf("early")).map(({ contract, pushedAt }) => [contract.version, pushedAt.slice(0, 10)])).toEqual([["1.1.0", "2026-11-19"], ["1.0.0", "2026-11-18"], ["1.0.0", "2026-11-18"]]);
});

test("a file with mistakes stores nothing and names each", async () => {
  const result = await put('contract: wrong\nversion: 1\ninvariants: [{ name: x, cel: "sent. ==" }]\n');
  expect(result).toMatchObject({ kind: "invalid", problems: [{ path: "version", line: 2, column: 10 }] });
  expect(await put('contract: wrong\nversion: 1.0.0\ninvariants: [{ name: x, cel: "sent. ==" }]\n')).toMatchObject({ kind: "invalid", problems: [{ path: "invariants[0].cel", line: 3 }] });
  expect(await pushesOf("wrong")).toEqual([]);
});
